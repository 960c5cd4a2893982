/**
 * What every session is set to, whatever the server's own settings are: moments are read and written
 * as UTC, because drivers drop their offset or cannot read one with seconds (New York before 1883).
 */
const settings = '-c TimeZone=UTC -c DateStyle=ISO';

/** The URL of a database with these settings, beside those it has. */
export function withSettings(url: string): string {
  const target = new URL(url);
  const given = target.searchParams.get('options');
  target.searchParams.set('options', given ? `${given} ${settings}` : settings);
  return target.href;
}
