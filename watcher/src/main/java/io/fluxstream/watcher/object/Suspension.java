package io.fluxstream.watcher.object;

/** How each kind says that its reconciliation is switched off. */
final class Suspension {
    static final String CONTROL_PLANE_ANNOTATION = "fluxcd.controlplane.io/reconcile";
    static final String EXTENSIONS_ANNOTATION = "source.extensions.fluxcd.io/reconcile";

    private static final String DISABLED = "disabled";

    private Suspension() {}

    static boolean isInForce(String kind, RawObject object) {
        return object.suspend
                || switch (kind) {
                    case "FluxInstance", "ResourceSet" ->
                        DISABLED.equals(object.annotations.get(CONTROL_PLANE_ANNOTATION));
                    case "ArtifactGenerator" -> DISABLED.equals(object.annotations.get(EXTENSIONS_ANNOTATION));
                    default -> false;
                };
    }
}
