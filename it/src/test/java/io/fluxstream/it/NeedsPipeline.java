package io.fluxstream.it;

import io.fluxstream.it.rig.NeedsRig;
import io.fluxstream.it.rig.Rig;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** A test class that is given the {@link Pipeline} that all of them share. */
@NeedsRig
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsPipeline.Provision.class)
@interface NeedsPipeline {
    /** Starts the pipeline when it is first asked for, and stops it after the last test of the JVM. */
    final class Provision implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Pipeline.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            Rig rig = NeedsRig.Provision.rig(context);
            return context.getRoot()
                    .getStore(Namespace.create(NeedsPipeline.class))
                    .computeIfAbsent(Pipeline.class, type -> Pipeline.start(rig), Pipeline.class);
        }
    }
}
