package io.fluxstream.it.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A test class that talks to real servers: it is given the {@link Rig} that all of them share, and is skipped where the
 * binaries are not there.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsRig.Provision.class)
public @interface NeedsRig {
    /** Starts the rig when it is first asked for, and stops it after the last test of the JVM. */
    final class Provision implements ExecutionCondition, ParameterResolver {
        private static final AtomicBoolean SAID = new AtomicBoolean();

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (Binaries.find(System.getenv()).isPresent()) {
                return ConditionEvaluationResult.enabled("etcd, kube-apiserver and temporal are there");
            }
            if (!SAID.getAndSet(true)) {
                System.err.println("End-to-end tests on real servers are skipped: " + Binaries.HOW_TO_NAME_THEM);
            }
            return ConditionEvaluationResult.disabled(Binaries.HOW_TO_NAME_THEM);
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Rig.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return rig(context);
        }

        /** The rig of this JVM. */
        public static Rig rig(ExtensionContext context) {
            return context.getRoot()
                    .getStore(Namespace.create(NeedsRig.class))
                    .computeIfAbsent(Rig.class, type -> start(), Rig.class);
        }

        private static Rig start() {
            try {
                Path directory =
                        Files.createDirectories(Path.of("target", "rig").toAbsolutePath());
                return Rig.start(
                        Binaries.find(System.getenv()).orElseThrow(), Files.createTempDirectory(directory, "rig-"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
