/** Receipts and the proof that none was added, changed or lost afterwards. */
export { leafHash, type Receipt, type ReceiptPlace, receiptLeaf } from './receipt.ts';
