import { expect, it } from 'vitest';
import { withSettings } from './session.js';

function optionsOf(url: string): string | null {
  return new URL(withSettings(url)).searchParams.get('options');
}

it('sets every session to UTC', () => {
  expect(optionsOf('postgres://app@db:5432/app')).toBe('-c TimeZone=UTC -c DateStyle=ISO');
});

it('keeps the settings that a URL has, and the last word on its own', () => {
  const url = 'postgres://app@db:5432/app?sslmode=require&options=-c%20search_path%3Dshop';
  expect(optionsOf(url)).toBe('-c search_path=shop -c TimeZone=UTC -c DateStyle=ISO');
  expect(new URL(withSettings(url)).searchParams.get('sslmode')).toBe('require');
});
