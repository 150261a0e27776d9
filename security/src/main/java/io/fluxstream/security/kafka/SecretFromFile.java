package io.fluxstream.security.kafka;

import io.fluxstream.security.SecretFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.oauthbearer.ClientCredentialsJwtRetriever;
import org.apache.kafka.common.security.oauthbearer.JwtRetriever;
import org.apache.kafka.common.security.oauthbearer.JwtRetrieverException;

/** Asks for a token with the secret that is in the file then. */
public final class SecretFromFile implements JwtRetriever {
    /** Kafka asks nobody whose address this property of the process does not hold. */
    private static final String ALLOWED = "org.apache.kafka.sasl.oauthbearer.allowed.urls";

    private Map<String, Object> properties = Map.of();
    private String mechanism = "";
    private List<AppConfigurationEntry> entries = List.of();
    private Path file = Path.of("");

    @Override
    public void configure(Map<String, ?> given, String givenMechanism, List<AppConfigurationEntry> givenEntries) {
        properties = new HashMap<>(given);
        mechanism = givenMechanism;
        entries = List.copyOf(givenEntries);
        file = Path.of(Jaas.option(entries, Jaas.SECRET_FILE).orElse(""));
        allow(String.valueOf(given.get(SaslConfigs.SASL_OAUTHBEARER_TOKEN_ENDPOINT_URL)));
    }

    private static synchronized void allow(String endpoint) {
        TreeSet<String> allowed =
                new TreeSet<>(List.of(System.getProperty(ALLOWED, "").split(",")));
        allowed.remove("");
        allowed.add(endpoint);
        System.setProperty(ALLOWED, String.join(",", allowed));
    }

    @Override
    public String retrieve() throws JwtRetrieverException {
        Map<String, Object> now = new HashMap<>(properties);
        String secret = SecretFile.text(file);
        now.put(SaslConfigs.SASL_OAUTHBEARER_CLIENT_CREDENTIALS_CLIENT_SECRET, new Password(secret));
        try (ClientCredentialsJwtRetriever retriever = new ClientCredentialsJwtRetriever()) {
            retriever.configure(now, mechanism, entries);
            return retriever.retrieve();
        } catch (IOException e) {
            throw new JwtRetrieverException(e);
        } catch (KafkaException e) {
            if (repeats(e, secret)) {
                throw new JwtRetrieverException("the token endpoint refuses, and repeats what it was sent");
            }
            throw e;
        }
    }

    /** Whether what went wrong holds the secret, as it is or as it was sent: endpoints answer with what they were asked. */
    private boolean repeats(Throwable failure, String secret) {
        String id = String.valueOf(properties.get(SaslConfigs.SASL_OAUTHBEARER_CLIENT_CREDENTIALS_CLIENT_ID));
        String sent = Base64.getEncoder().encodeToString((id + ':' + secret).getBytes(StandardCharsets.UTF_8));
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            if (message.contains(secret) || message.contains(sent)) {
                return true;
            }
        }
        return false;
    }
}
