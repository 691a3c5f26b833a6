/** The demo operator: who it is, what its partners deliver, and how its films are made. */
export { CLEARANCES, CONTRACTS, OPERATOR, PLAN } from './agreements.ts';
export { type AvailRow, alidOf, type Delivery, type DeliveryRequest, writeDeliveries } from './deliveries.ts';
export { type ArtworkJob, makeArtwork } from './films/artwork.ts';
export { type Film, type FilmJob, filmOf, makeFilm } from './films/make-film.ts';
export { makeOpenFilm } from './films/open-film.ts';
export { OFFERS, type Offer, PARTNERS, type PartnerId, TRAPS, type Trap } from './offers.ts';
export { BIG_BUCK_BUNNY, LISTINGS, type Listing, WORKS, type Work } from './works.ts';
