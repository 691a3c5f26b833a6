/** The console's hand: warm paper by day, the viewers' room by night; the accent only for what needs a person. */
import { createTheme, type MantineColorsTuple } from '@mantine/core';

const lantern: MantineColorsTuple = [
  '#fff3ec',
  '#ffe3d4',
  '#ffc5a8',
  '#ffa478',
  '#ff8a54',
  '#ff7a45',
  '#e9642f',
  '#c2481a',
  '#a13a14',
  '#7d2c0e',
];

export const theme = createTheme({
  fontFamily: '"Inter Variable", "Noto Sans SC Variable", "Noto Sans CJK SC", system-ui, sans-serif',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '15px', xl: '18px' },
  primaryColor: 'lantern',
  primaryShade: 7,
  respectReducedMotion: true,
  colors: { lantern },
  defaultRadius: 'md',
  headings: { fontWeight: '650', sizes: { h1: { fontSize: '24px' }, h2: { fontSize: '15px' } } },
});

/** One colour and one letter for each license type, everywhere. */
export const LICENSE_COLOURS: Readonly<Record<string, string>> = {
  SVOD: 'var(--svod)',
  AVOD: 'var(--avod)',
  FVOD: 'var(--avod)',
  VOD: 'var(--vod)',
  EST: 'var(--est)',
  POEST: 'var(--poest)',
};

/** One colour for each partner on a page, in their order. */
export const PARTNER_COLOURS = ['#c2481a', '#2f8f83', '#3a6fc4', '#8a63d2', '#b07d12', '#b3557f', '#5b7f2b'] as const;

export const ENVELOPE_COLOURS = ['#d9541e', '#3fb6a8', '#5b9cf6', '#a98bf0', '#e3b341'] as const;
