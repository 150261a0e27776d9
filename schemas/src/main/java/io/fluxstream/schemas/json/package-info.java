/**
 * The JSON of every value and workflow message, written field by field: no reflection, no trees in between. In and out: bytes,
 * or an {@code ObjectMapper}'s parser and generator. Start reading at {@link io.fluxstream.schemas.json.WireCodecs}; a format
 * ({@link io.fluxstream.schemas.json.JsonFormat}) is the one place where the fields of a value are named.
 */
package io.fluxstream.schemas.json;
