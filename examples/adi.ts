/** Writes one title as a CableLabs VOD Metadata 1.1 package (`ADI.XML`): what a cable supplier's catcher would take in. */
import { basename } from 'node:path';
import { DAY_MS, formatInstant, type Instant } from '@duoping/kit';
import type { Offer } from './offers.ts';
import type { Listing } from './works.ts';

export interface AdiTitle {
  readonly offer: Offer;
  readonly listing: Listing;
  /** Tells this title's assets from the provider's others. */
  readonly number: number;
  /** Names of the film and its poster beside the package, as far as they are delivered with it. */
  readonly film?: string | undefined;
  readonly poster?: string | undefined;
}

interface Provider {
  readonly name: string;
  readonly id: string;
  /** Three capitals, the head of its asset ids. */
  readonly code: string;
}

export const OPEN_CINEMA: Provider = { name: 'Open Cinema (illustrative)', id: 'open-cinema.example', code: 'OPN' };

type Part = 'package' | 'title' | 'movie' | 'poster';
const LETTER: Readonly<Record<Part, string>> = { package: 'P', title: 'T', movie: 'M', poster: 'B' };

/** Four letters and sixteen digits, as the specification has it. */
const assetId = (provider: Provider, part: Part, number: number): string =>
  `${provider.code}${LETTER[part]}${String(number).padStart(16, '0')}`;

/** What the reader takes for the ALID: the title asset by its provider (PAID). */
export const adiAlid = (provider: Provider, number: number): string =>
  `${provider.id}/${assetId(provider, 'title', number)}`;

/** CableLabs knows no FVOD; free on demand is its product FOD. */
const PRODUCTS: Readonly<Record<Offer['licenseType'], string>> = {
  SVOD: 'SVOD',
  AVOD: 'AVOD',
  FVOD: 'FOD',
  VOD: 'MOD',
  EST: 'EST',
};
const RESOLUTIONS: Readonly<Record<Offer['formatProfile'], string>> = { SD: '480p', HD: '1080p', UHD: '2160p' };

export function adiPackage(provider: Provider, title: AdiTitle, now: Instant): string {
  const { offer, listing, number, film, poster } = title;
  const product = PRODUCTS[offer.licenseType];
  const ams = (part: Part): string =>
    `<AMS Asset_Class="${part}" Asset_ID="${assetId(provider, part, number)}" Asset_Name="${escaped(listing.title.en)}"` +
    ` Provider="${escaped(provider.name)}" Provider_ID="${provider.id}" Product="${product}" Creation_Date="${dateIn(now, 0)}"` +
    ` Description="${escaped(listing.title.en)} ${part}" Version_Major="1" Version_Minor="0" Verb=""/>`;
  const data = (indent: string, values: Readonly<Record<string, string>>): string =>
    Object.entries(values)
      .map(([name, value]) => `${indent}<App_Data App="${product}" Name="${name}" Value="${escaped(value)}"/>\n`)
      .join('');
  const content = (name: string | undefined): string =>
    name === undefined ? '' : `      <Content Value="${escaped(basename(name))}"/>\n`;
  const asset = (part: Part, values: Readonly<Record<string, string>>, name: string | undefined): string =>
    `    <Asset>\n      <Metadata>\n        ${ams(part)}\n${data('        ', { Type: part, ...values })}      </Metadata>\n` +
    `${content(name)}    </Asset>\n`;
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE ADI SYSTEM "ADI.DTD">\n<ADI>\n' +
    `  <Metadata>\n    ${ams('package')}\n${data('    ', { Metadata_Spec_Version: 'CableLabsVOD1.1' })}  </Metadata>\n` +
    `  <Asset>\n    <Metadata>\n      ${ams('title')}\n${data('      ', titleData(offer, listing, now))}    </Metadata>\n` +
    asset('movie', { Resolution: RESOLUTIONS[offer.formatProfile], Audio_Type: 'Stereo' }, film) +
    (poster === undefined ? '' : asset('poster', { Image_Aspect_Ratio: '2x3' }, poster)) +
    '  </Asset>\n</ADI>\n'
  );
}

/** The one window of the package; ADI has no place for territories and screens: those stand in the contract. */
const titleData = (offer: Offer, listing: Listing, now: Instant): Readonly<Record<string, string>> => ({
  Type: 'title',
  Title: listing.title['zh-CN'],
  Title_Brief: listing.title.en.slice(0, 19),
  Summary_Short: listing.synopsis.en,
  Rating: listing.rating,
  Run_Time: `00:00:${String(Math.round(listing.seconds)).padStart(2, '0')}`,
  Display_Run_Time: '00:01',
  Year: String(listing.year),
  Category: listing.genre.en,
  Genre: listing.genre.en,
  Show_Type: 'Movie',
  Billing_ID: '00001',
  Licensing_Window_Start: dateIn(now, offer.fromDays),
  Licensing_Window_End: dateIn(now, offer.toDays ?? 0),
  Preview_Period: '0',
  Provider_QA_Contact: 'nobody@open-cinema.example',
  Contract_Name: offer.contract,
});

const dateIn = (now: Instant, days: number): string => formatInstant(now + days * DAY_MS).slice(0, 10);

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
