package io.fluxstream.notify.cloudevents;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How attributes become HTTP headers. */
final class HttpBinding {
    private HttpBinding() {}

    static Map<String, String> headers(CloudEvent event, Mode mode) {
        Map<String, String> headers = new TreeMap<>();
        if (mode == Mode.STRUCTURED) {
            headers.put("Content-Type", CloudEvent.STRUCTURED_TYPE);
            return headers;
        }
        headers.put("Content-Type", CloudEvent.DATA_TYPE);
        event.attributes().forEach((name, value) -> headers.put("ce-" + name, encoded(value)));
        return headers;
    }

    static byte[] body(CloudEvent event, Mode mode) {
        return mode == Mode.STRUCTURED ? event.structured() : event.data();
    }

    /** Space, quote, per cent and whatever is not printable ASCII are percent-encoded, as the binding wants it. */
    static String encoded(String value) {
        StringBuilder text = new StringBuilder();
        for (byte b : value.getBytes(UTF_8)) {
            boolean plain = b > ' ' && b < 0x7f && b != '"' && b != '%';
            text.append(plain ? String.valueOf((char) b) : String.format(Locale.ROOT, "%%%02X", b));
        }
        return text.toString();
    }
}
