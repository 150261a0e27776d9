/** W3C trace context in the headers of records: which trace a record belongs to, beside its value and never in it. */
package io.fluxstream.schemas.trace;
