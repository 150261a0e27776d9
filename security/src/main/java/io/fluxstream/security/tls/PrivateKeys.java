package io.fluxstream.security.tls;

import io.fluxstream.security.UnusableFileException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/** Reads private keys in the forms in which tools write them: PKCS#8, encrypted or not, PKCS#1 and SEC1. */
final class PrivateKeys {
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");
    private static final byte[] VERSION_0 = {2, 1, 0};
    private static final byte[] RSA = HexFormat.of().parseHex("300d06092a864886f70d0101010500");
    private static final byte[] EC_OID = HexFormat.of().parseHex("06072a8648ce3d0201");
    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;
    private static final int PARAMETERS = 0xa0;

    private PrivateKeys() {}

    /** The first private key of a file. */
    static PrivateKey read(Path file, byte[] content, @Nullable String password) {
        for (Pem block : Pem.blocks(file, content)) {
            PKCS8EncodedKeySpec spec = spec(file, block, password);
            if (spec != null) {
                return key(file, spec);
            }
        }
        throw new UnusableFileException(file + " holds no private key in PEM");
    }

    /** Null for parameters and certificates beside the key. */
    private static @Nullable PKCS8EncodedKeySpec spec(Path file, Pem block, @Nullable String password) {
        return switch (block.label()) {
            case "PRIVATE KEY" -> new PKCS8EncodedKeySpec(block.der());
            case "ENCRYPTED PRIVATE KEY" -> decrypted(file, block.der(), password);
            case "RSA PRIVATE KEY" -> pkcs8(RSA, block.der());
            case "EC PRIVATE KEY" -> pkcs8(curve(file, block.der()), block.der());
            default -> null;
        };
    }

    private static PrivateKey key(Path file, PKCS8EncodedKeySpec spec) {
        GeneralSecurityException lastTry = null;
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (GeneralSecurityException notThisOne) {
                lastTry = notThisOne;
            }
        }
        throw new UnusableFileException(file + " holds a private key that is damaged or of an unknown kind", lastTry);
    }

    private static PKCS8EncodedKeySpec decrypted(Path file, byte[] der, @Nullable String password) {
        if (password == null) {
            throw new UnusableFileException(file + " is encrypted; name its keyPasswordFile");
        }
        try {
            EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(der);
            // For PBES2 the name of the algorithm says too little; the parameters name the rest.
            String algorithm = info.getAlgParameters() == null
                    ? info.getAlgName()
                    : info.getAlgParameters().toString();
            Cipher cipher = Cipher.getInstance(algorithm);
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(password.toCharArray())),
                    info.getAlgParameters());
            return info.getKeySpec(cipher);
        } catch (GeneralSecurityException | IOException e) {
            throw new UnusableFileException(file + " cannot be decrypted with the password of its keyPasswordFile");
        }
    }

    /** Puts the older form, which has no name of its algorithm, into the newer one, which has. */
    private static PKCS8EncodedKeySpec pkcs8(byte[] algorithm, byte[] key) {
        return new PKCS8EncodedKeySpec(tagged(SEQUENCE, VERSION_0, algorithm, tagged(OCTETS, key)));
    }

    /** The algorithm with the curve, which a SEC1 key names in its parameters. */
    private static byte[] curve(Path file, byte[] der) {
        for (int i = 0; i + 3 < der.length; i++) {
            int length = der[i + 1];
            boolean holdsAnOid = (der[i] & 0xff) == PARAMETERS && der[i + 2] == 6 && length == der[i + 3] + 2;
            if (holdsAnOid && i + 2 + length <= der.length) {
                return tagged(SEQUENCE, EC_OID, Arrays.copyOfRange(der, i + 2, i + 2 + length));
            }
        }
        throw new UnusableFileException(
                file + " does not name its curve; convert it with openssl pkcs8 -topk8 -nocrypt");
    }

    private static byte[] tagged(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(tag);
        int length = content.size();
        if (length < 0x80) {
            all.write(length);
        } else if (length < 0x100) {
            all.write(0x81);
            all.write(length);
        } else {
            all.write(0x82);
            all.write(length >> 8);
            all.write(length & 0xff);
        }
        all.writeBytes(content.toByteArray());
        return all.toByteArray();
    }
}
