package io.shuangsuiji;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each room depends only on those above it; only the web and the command line know frameworks of delivery. */
class RoomsTest {
    private static final String ROOT = "io.shuangsuiji.";
    private static final List<String> FROM_TOP = List.of(
            "jobs",
            "calendar",
            "sheets",
            "model",
            "policy",
            "files",
            "kernel",
            "decision",
            "registry",
            "plan",
            "draw",
            "progress",
            "scenario",
            "amendment",
            "access",
            "web",
            "cli");
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.shuangsuiji");

    static List<String> rooms() {
        return FROM_TOP;
    }

    private static String in(String room) {
        return ROOT + room + "..";
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void shouldDependOnlyOnRoomsAbove(String room) {
        var below = FROM_TOP.subList(FROM_TOP.indexOf(room) + 1, FROM_TOP.size());
        if (!below.isEmpty()) {
            noClasses()
                    .that()
                    .resideInAPackage(in(room))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(below.stream().map(RoomsTest::in).toArray(String[]::new))
                    .check(CLASSES);
        }
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void shouldKeepDeliveryFrameworksOutOfTheDomain(String room) {
        if (FROM_TOP.indexOf(room) < FROM_TOP.indexOf("access")) {
            noClasses()
                    .that()
                    .resideInAPackage(in(room))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("jakarta..", "io.quarkus..", "picocli..")
                    .check(CLASSES);
        }
    }

    /** What a file of policy says is read below: above it, an edition and its tables are all that is known. */
    @ParameterizedTest
    @MethodSource("rooms")
    void shouldAskKieInTheModelThePolicyAndTheKernelAlone(String room) {
        if (!List.of("model", "policy", "kernel").contains(room)) {
            noClasses()
                    .that()
                    .resideInAPackage(in(room))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.kie.dmn..", "org.kie.kogito..")
                    .check(CLASSES);
        }
    }

    @Test
    void shouldKeepTheSubRoomsOfSheetsFreeOfCycles() {
        slices().matching(ROOT + "sheets.(*)..").should().beFreeOfCycles().check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage(ROOT + "sheets")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + "sheets.*..")
                .check(CLASSES);
    }

    /** A room has what its sub-rooms share, or is made of them: never both ways round. */
    @Test
    void shouldKeepAllPackagesFreeOfCycles() {
        slices().matching(ROOT + "(**)").should().beFreeOfCycles().check(CLASSES);
    }

    /** The files of an edition are read in one room alone. */
    @Test
    void shouldReadXmlInOneRoomAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "model..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javax.xml.parsers..", "org.w3c.dom..", "org.xml.sax..")
                .check(CLASSES);
    }

    /** What a file is and what its cells hold is found in one room alone. */
    @Test
    void shouldReadFilesOfPeopleInOneRoomAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "sheets..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.commons.compress..", "org.apache.poi.poifs..", "javax.xml.stream..")
                .check(CLASSES);
    }
}
