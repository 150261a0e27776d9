/** Posting to somebody else's server: credentials from files, time limits, and what an answer means. */
package io.fluxstream.notify.http;
