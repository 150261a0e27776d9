package io.fluxstream.cli.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** The permissions that docs/security.md tells operators to grant. */
public final class DocumentedPermissions {
    private static final Path PAGE = Path.of("../docs/security.md");

    private DocumentedPermissions() {}

    /** By user. */
    public static Map<String, List<AclBinding>> read() throws IOException {
        Map<String, List<AclBinding>> permissions = new HashMap<>();
        for (String line : Files.readAllLines(PAGE)) {
            if (line.startsWith("acl flux-")) {
                String[] words = line.split(" +");
                permissions.computeIfAbsent(words[1], user -> new ArrayList<>()).addAll(bindings(words));
            }
        }
        return permissions;
    }

    private static List<AclBinding> bindings(String[] words) {
        List<ResourcePattern> resources = new ArrayList<>();
        List<AclOperation> operations = new ArrayList<>();
        PatternType pattern = List.of(words).contains("prefixed") ? PatternType.PREFIXED : PatternType.LITERAL;
        for (int i = 2; i < words.length; i += 2) {
            String value = words[i + 1];
            switch (words[i]) {
                case "--topic" -> resources.add(new ResourcePattern(ResourceType.TOPIC, value, pattern));
                case "--group" -> resources.add(new ResourcePattern(ResourceType.GROUP, value, pattern));
                case "--transactional-id" ->
                    resources.add(new ResourcePattern(ResourceType.TRANSACTIONAL_ID, value, pattern));
                case "--operation" -> operations.add(operation(value));
                case "--resource-pattern-type" -> requirePrefixed(value);
                default -> throw new AssertionError(words[i]);
            }
        }
        List<AclBinding> bindings = new ArrayList<>();
        for (ResourcePattern resource : resources) {
            for (AclOperation operation : operations) {
                bindings.add(new AclBinding(
                        resource, new AccessControlEntry("User:" + words[1], "*", operation, AclPermissionType.ALLOW)));
            }
        }
        return bindings;
    }

    private static void requirePrefixed(String pattern) {
        if (!pattern.equals("prefixed")) {
            throw new AssertionError(pattern);
        }
    }

    private static AclOperation operation(String name) {
        return name.equals("DescribeConfigs")
                ? AclOperation.DESCRIBE_CONFIGS
                : AclOperation.fromString(name.toUpperCase(Locale.ROOT));
    }
}
