package io.fluxstream.watcher.object;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.domain.resource.Reference;
import io.fluxstream.domain.status.FluxStatusEvent.Observed;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read out of Kubernetes objects. */
class ObjectReaderTest {
    private static final String KUSTOMIZE = "kustomize.toolkit.fluxcd.io/v1";
    private static final String HELM = "helm.toolkit.fluxcd.io/v2";
    private static final String SOURCE = "source.toolkit.fluxcd.io/v1";

    @Test
    void aReleaseWithAChartTemplateRefersToTheChartBesideItsRepository() {
        Observed seen = read(
                HELM,
                "HelmRelease",
                "",
                "'chart':{'spec':{'sourceRef':{'kind':'HelmRepository','name':'r','namespace':'charts'}}}",
                "");
        assertThat(seen.source()).isEqualTo(new Reference("HelmChart", "charts", "own-x"));
        Observed same = read(
                HELM, "HelmRelease", "", "'chart':{'spec':{'sourceRef':{'kind':'HelmRepository','name':'r'}}}", "");
        assertThat(same.source()).isEqualTo(new Reference("HelmChart", "own", "own-x"));
    }

    @Test
    void chartRefAndSourceRefAreInTheirOwnNamespaceUnlessTheySaySo() {
        assertThat(read(HELM, "HelmRelease", "", "'chartRef':{'kind':'OCIRepository','name':'c'}", "")
                        .source())
                .isEqualTo(new Reference("OCIRepository", "own", "c"));
        assertThat(read(
                                KUSTOMIZE,
                                "Kustomization",
                                "",
                                "'sourceRef':{'kind':'GitRepository','name':'g','namespace':'n'}",
                                "")
                        .source())
                .isEqualTo(new Reference("GitRepository", "n", "g"));
    }

    @Test
    void dependenciesAreOfTheOwnKindAndNamespaceUnlessTheySaySo() {
        assertThat(read(
                                KUSTOMIZE,
                                "Kustomization",
                                "",
                                "'dependsOn':[{'name':'a'},{'name':'b','namespace':'n'},{},7,{'name':''}]",
                                "")
                        .dependsOn())
                .containsExactly(new Reference("Kustomization", "own", "a"), new Reference("Kustomization", "n", "b"));
    }

    @ParameterizedTest
    @CsvSource({
        "kustomize.toolkit.fluxcd.io/v1,Kustomization,'',true,true",
        "kustomize.toolkit.fluxcd.io/v1,Kustomization,fluxcd.controlplane.io/reconcile,false,false",
        "kustomize.toolkit.fluxcd.io/v1,Kustomization,kustomize.toolkit.fluxcd.io/reconcile,false,false",
        "fluxcd.controlplane.io/v1,FluxInstance,fluxcd.controlplane.io/reconcile,false,true",
        "fluxcd.controlplane.io/v1,ResourceSet,fluxcd.controlplane.io/reconcile,false,true",
        "fluxcd.controlplane.io/v1,ResourceSet,source.extensions.fluxcd.io/reconcile,false,false",
        "source.extensions.fluxcd.io/v1beta1,ArtifactGenerator,source.extensions.fluxcd.io/reconcile,false,true",
    })
    void eachKindSaysInItsOwnWayThatItIsSuspended(
            String apiVersion, String kind, String annotation, boolean suspend, boolean expected) {
        String metadata = annotation.isEmpty() ? "" : ",'annotations':{'" + annotation + "':'disabled'}";
        assertThat(read(apiVersion, kind, metadata, "'suspend':" + suspend, "").suspended())
                .isEqualTo(expected);
    }

    @Test
    void someKindsNeverReportReady() {
        assertThat(read(SOURCE, "HelmRepository", "", "'type':'oci'", "").neverReady())
                .isTrue();
        assertThat(read(SOURCE, "HelmRepository", "", "'type':'default'", "").neverReady())
                .isFalse();
        assertThat(read("notification.toolkit.fluxcd.io/v1beta3", "Alert", "", "", "")
                        .neverReady())
                .isTrue();
        assertThat(read("notification.toolkit.fluxcd.io/v1beta3", "Provider", "", "", "")
                        .neverReady())
                .isTrue();
    }

    @Test
    void theAppliedRevisionOfAReleaseIsTheNewestThatCameIntoForce() {
        Observed seen = read(
                HELM,
                "HelmRelease",
                "",
                "",
                "'lastAttemptedRevision':'6.1.0','history':[{'status':'failed','chartVersion':'6.1.0'},{'status':'superseded','chartVersion':'6.0.0'}]");
        assertThat(seen.appliedRevision()).isEqualTo("6.0.0");
        assertThat(seen.attemptedRevision()).isEqualTo("6.1.0");
    }

    @Test
    void keepsTheFirst32LabelsInOrderOfTheirKeys() {
        String labels =
                IntStream.range(0, 40).mapToObj(i -> "'l" + (99 - i) + "':'v'").collect(Collectors.joining(","));
        Observed seen = read(KUSTOMIZE, "Kustomization", ",'labels':{" + labels + "}", "", "");
        assertThat(seen.labels()).hasSize(32).containsKey("l60").doesNotContainKey("l99");
    }

    @Test
    void kindsOutsideFluxCarryTheirGroup() {
        assertThat(read("example.com/v1", "Thing", "", "", "").resource().kind())
                .isEqualTo("Thing.example.com");
    }

    @Test
    void valuesInventoriesAndManagedFieldsAreSkippedWhateverTheyHold() {
        Observed seen = read(
                HELM,
                "HelmRelease",
                ",'managedFields':[{'status':{'conditions':[{'type':'Ready'}]}}]",
                "'values':{'spec':{'suspend':true},'suspend':true}",
                "'inventory':{'entries':[{'id':'x'}]}");
        assertThat(seen.suspended()).isFalse();
        assertThat(seen.conditions()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'conditions':7",
                "'conditions':[7,null,[],{},{'type':''},{'type':'Ready','status':3}]",
                "'observedGeneration':'x'",
                "'observedGeneration':123456789012345678901234567890",
                "'artifact':[]",
                "'history':{}",
                "'history':[1]",
                "'conditions':[{'type':'Ready','lastTransitionTime':'yesterday'}]",
                "'lastAppliedRevision':{}"
            })
    void oddShapesAreAbsentAndBreakNothing(String status) {
        assertThat(read(
                                KUSTOMIZE,
                                "Kustomization",
                                "",
                                "'interval':7,'sourceRef':[],'dependsOn':{},'suspend':'true'",
                                status)
                        .suspended())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "7",
                "null",
                "{}",
                "{'type':'ADDED'}",
                "{'type':'ADDED','object':7}",
                "{'type':'NEW','object':{}}",
                "{'type':'ADDED','object':{'apiVersion':'a/v1','kind':'K','metadata':{'name':'x','uid':'u','resourceVersion':'x1'}}}",
                "{'type':'ADDED','object':{'apiVersion':'a/v1','kind':'K','metadata':{'name':'x','resourceVersion':'1'}}}",
                "{'type':'ADDED','object':{'apiVersion':'a/v1','kind':'K','metadata':{'name':'ä','uid':'u','resourceVersion':'1'}}}",
                "{'type':'BOOKMARK','object':{'metadata':{}}}"
            })
    void whatHasNoIdentityIsUnreadable(String line) {
        byte[] bytes = json(line);
        assertThat(ObjectReader.readLine(bytes, 0, bytes.length)).isInstanceOf(WatchLine.Unreadable.class);
    }

    private static Observed read(String apiVersion, String kind, String metadata, String spec, String status) {
        byte[] bytes = json("{'type':'MODIFIED','object':{'apiVersion':'" + apiVersion + "','kind':'" + kind
                + "','metadata':{'name':'x','namespace':'own','uid':'u','resourceVersion':'5'" + metadata + "},'spec':{"
                + spec
                + "},'status':{" + status + "}}}");
        WatchLine line = ObjectReader.readLine(bytes, 0, bytes.length);
        assertThat(line).isInstanceOf(WatchLine.Upsert.class);
        return ((WatchLine.Upsert) line).object().observed(Stamp.of("c", "s", Instant.EPOCH, 0));
    }

    private static byte[] json(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}
