import { expect, it } from 'vitest';
import { waysTaken } from './ways-out.ts';

it.each<[string, boolean]>([
  ['void fetch("x");', true],
  ['const socket = new WebSocket("x");', true],
  ['export const options = { fetch };', true],
  ['export const options = { fetch: (input) => fetch(input) };', true],
  ['export const options = { way: WebSocket };', true],
  ['class Counted extends WebSocket {}', true],
  ['class Double implements WebSocket {}', false],
  ['export interface Counted extends WebSocket {}', false],
  ['export const ask = (way = fetch) => way("x");', true],
  ['void globalThis.fetch("x");', true],
  ['void self.fetch("x");', true],
  ['void globalThis["fetch"]("x");', true],
  ['const name = "fet" + "ch"; void globalThis[name]("x");', true],
  ['const { fetch } = globalThis; void fetch("x");', true],
  ['const { fetch: ask } = globalThis; void ask("x");', true],
  ['navigator.sendBeacon("x", "y");', true],
  ['new XMLHttpRequest();', true],
  ['new EventSource("x");', true],
  ['export function ask(fetch: typeof globalThis.fetch) { return fetch("x"); } void fetch("y");', true],
  ['export function ask(fetch: typeof globalThis.fetch) { return fetch("x"); }', false],
  ['export function ask({ fetch }: Options) { return fetch("x"); }', false],
  [
    'export function ask(options: Options) { const { fetch, clock } = options; return { fetch, clock }; }',
    false,
  ],
  ['export function ask(options: Options) { return new options.WebSocket("x"); }', false],
  [
    'export interface Options { readonly fetch: typeof globalThis.fetch; readonly WebSocket: WebSocket }',
    false,
  ],
  ['export type Made = new (url: string) => WebSocket;', false],
  ['export type Test = Pick<WebSocket, "close">;', false],
  ['const fetch = make(); export const counted = { fetch };', false],
  ['export const counted = { fetch(input) { return given(input); } };', false],
  ['import { fetch } from "./given.ts"; void fetch("x");', false],
  ['export const online = navigator.onLine;', false],
])('%s', (source, isTaken) => {
  expect(waysTaken('a.ts', source)).toHaveLength(isTaken ? 1 : 0);
});
