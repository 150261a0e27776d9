package io.fluxstream.it.rig;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * A test class or method that runs programs of others: it is skipped, and says so, where one is not on the {@code PATH}.
 * Where {@code CI} is set it runs all the same, and fails.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsProgram.Condition.class)
public @interface NeedsProgram {
    String[] value();

    /** Decides by what is on the {@code PATH}. */
    final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            List<String> missing = AnnotationSupport.findAnnotation(context.getElement(), NeedsProgram.class).stream()
                    .flatMap(needs -> Stream.of(needs.value()))
                    .filter(program -> OnPath.find(program).isEmpty())
                    .toList();
            if (missing.isEmpty() || System.getenv("CI") != null) {
                return ConditionEvaluationResult.enabled("all programs are there, or have to be");
            }
            String reason = String.join(", ", missing) + " must be on the PATH";
            System.err.println(context.getDisplayName() + " is skipped: " + reason);
            return ConditionEvaluationResult.disabled(reason);
        }
    }
}
