const GIVEN =
  'Ada Aisha Amir Anna Anton Bella Bruno Carla Carlos Chen Chloe Clara Daniel David Deniz Diego Elena Elif Emma Erik Fatima Felix Fiona Frank Gabriel Grace Greta Hana Hans Hugo Ida Igor Ines Ivan Jack Jana Jonas Julia Kai Karim Kate Kira Lars Laura Leo Lina Louis Lucia Luis Maja Marco Maria Mark Marta Mateo Maya Mia Mila Mohamed Nadia Nico Nina Noah Nora Olga Oliver Omar Oscar Paula Pavel Petra Priya Quentin Rafael Rania Rosa Ruben Sara Simon Sofia Stefan Sven Tara Theo Tim Tomas Ursula Valentina Vera Victor Wanda Wei Xenia Yara Yusuf Zara Zoe'.split(
    ' ',
  )
const FAMILY =
  'Abbott Adler Ahmed Almeida Bakker Barnes Bauer Becker Bianchi Brandt Brown Castro Cohen Conti Costa Cruz Dahl Diaz Dubois Duran Eriksen Evans Farrell Ferrari Fischer Fuchs Garcia Gomez Graf Greco Hansen Harper Hoffmann Horvat Ito Ivanov Jansen Jones Kaya Keller Khan Kim Koch Kovacs Kruger Lang Larsen Lee Lehmann Lopez Maier Marino Martin Meyer Miller Moreau Moretti Muller Nagy Neumann Nguyen Novak Okafor Olsen Ortiz Park Patel Pereira Petrov Popov Quinn Ramos Reed Richter Rossi Roth Russo Santos Sato Schmidt Schulz Silva Singh Smith Sorensen Suzuki Takahashi Torres Unger Vargas Vogel Wagner Walker Wang Weber White Wolf Wright Yilmaz Young Zhang Ziegler'.split(
    ' ',
  )
const AREAS =
  '201 202 206 212 213 214 215 216 253 267 301 303 305 310 312 313 323 347 404 408 412 415 425 469 503 510 512 513 571 602 612 617 619 646 650 702 703 713 718 720 757 770 773 801 804 813 818 832 847 857 904 909 917 919 925 949 972'.split(
    ' ',
  )
const ABROAD = ['+4420', '+4930', '+3314', '+3902', '+3491', '+6129']

/** What a customer is called; one in ten is a company. */
export function customerName(random: () => number): string {
  const name = `${pick(GIVEN, random)} ${pick(FAMILY, random)}`
  return random() < 0.1 ? `${name} & Sons Ltd` : name
}

/** A customer's number; one in ten is abroad. */
export function customerNumber(random: () => number): string {
  if (random() < 0.1) return `${pick(ABROAD, random)}${String(Math.floor(random() * 1e8)).padStart(8, '0')}`
  return `+1${pick(AREAS, random)}${String(2_000_000 + Math.floor(random() * 8e6)).padStart(7, '0')}`
}

export function pick<T>(list: readonly T[], random: () => number): T {
  const found = list[Math.floor(random() * list.length)]
  if (found === undefined) throw new Error('nothing to pick from')
  return found
}
