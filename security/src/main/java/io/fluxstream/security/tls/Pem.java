package io.fluxstream.security.tls;

import io.fluxstream.security.UnusableFileException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A block of a PEM file. */
final class Pem {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----([^-]{1,200000})-----END \\1-----");

    private final String label;
    private final byte[] der;

    private Pem(String label, byte[] der) {
        this.label = label;
        this.der = der;
    }

    /** What it says it is, such as {@code CERTIFICATE}. */
    String label() {
        return label;
    }

    byte[] der() {
        return der;
    }

    /** The blocks of a file, in their order. */
    static List<Pem> blocks(Path file, byte[] content) {
        List<Pem> blocks = new ArrayList<>();
        Matcher block = BLOCK.matcher(new String(content, StandardCharsets.ISO_8859_1));
        while (block.find()) {
            if (block.group(2).contains("Proc-Type")) {
                throw new UnusableFileException(
                        file + " is encrypted in a way of old; convert it with openssl pkcs8 -topk8");
            }
            try {
                blocks.add(new Pem(block.group(1), Base64.getMimeDecoder().decode(block.group(2))));
            } catch (IllegalArgumentException e) {
                throw new UnusableFileException(file + " holds a block of PEM that is damaged");
            }
        }
        return blocks;
    }
}
