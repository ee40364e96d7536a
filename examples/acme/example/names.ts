import type { Random } from './random.ts'

const given =
  'Ada Amir Anna Ben Bianca Carl Chloe Dan Daria Elif Emil Erin Farid Femke Gil Greta Hana Hugo Ida Imran Ines Ivo Jana Joris Karim Klara Lars Lena Leo Luca Maja Marek Mia Milan Nadia Nils Nora Olga Omar Oskar Paula Petra Quentin Rana Rosa Samir Sara Sven Tara Theo Tom Uma Vera Victor Wanda Yara Yusuf Zoe'.split(
    ' ',
  )
const family =
  'Abbott Acker Baum Becker Birk Blanc Borg Brandt Carver Castel Conti Dahl Dietz Duval Eklund Falk Ferrer Fischer Flint Gallo Graf Haas Hall Hart Holm Ivers Jansen Keller Klein Kruger Lang Larsen Lind Lorenz Marsh Martens Mayer Moreau Novak Okoro Olsen Pacek Peeters Quist Reyes Roth Sauer Silva Stark Thorn Udo Vance Vogel Weber Winter Yilmaz Zeller'.split(
    ' ',
  )
const first =
  'Alder Amber Anchor Arbor Atlas Beacon Birch Blue Bright Cedar Cinder Clear Cobalt Copper Coral Delta Ember Fern Field Flint Frost Gable Garnet Glen Granite Harbour Hazel Heath Hollow Iron Ivory Juniper Keel Kestrel Lantern Linden Marble Maple Meadow Mill North Oak Onyx Orchard Otter Pebble Pine Quarry Quay Raven River Rowan Saffron Sage Silver Slate Spruce Stone Summit Thistle Tide Timber Umber Vale Violet Walnut West Willow Wren'.split(
    ' ',
  )
const second =
  'Analytics Assurance Bank Biotech Capital Care Clinics Cloud Components Credit Dental Devices Energy Foods Freight Games Grid Health Insurance Labs Legal Lending Logistics Media Mobility Motors Networks Optics Payments Pharma Power Rail Records Retail Robotics Security Semiconductors Software Solar Studios Systems Telecom Textiles Therapeutics Tickets Trade Travel Utilities Vision Works'.split(
    ' ',
  )

export const personName = (random: Random): { given: string; family: string } => ({
  given: random.pick(given),
  family: random.pick(family),
})

/** Names of companies; the number keeps two of them from being the same. */
export function companyName(random: Random, number: number): { name: string; domain: string } {
  const name = `${random.pick(first)} ${random.pick(second)}`
  const host = name.toLowerCase().replace(' ', '-')
  return { name, domain: `${host}-${number}.example` }
}
