package org.zoetrope.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** ARCHITECTURE.md as a test: who may know whom, and which library enters by which door. */
final class FloorPlanTest {
    private static final String ROOT = "org.zoetrope";
    private static final Path SOURCES = Path.of("src/main/java");
    private static final JavaClasses HOUSE =
            new ClassFileImporter().importPath(Path.of("target/classes"));

    /**
     * From the ground up; the rooms of one floor may use each other only as {@link #SIDEWAYS} says.
     */
    private static final List<Set<String>> FLOORS =
            List.of(
                    Set.of("video"),
                    Set.of("records", "blobs"),
                    Set.of("jobs", "search", "identity", "events", "media", "care"),
                    Set.of("ingest", "inspect", "transcode", "publish", "deliver"),
                    Set.of("journey"),
                    Set.of("web", "cli", "watch", "compat"),
                    Set.of("node"));

    /**
     * What a room of services may use beside it. Stages know no other stage; the ground stores know
     * no other store.
     */
    private static final Map<String, Set<String>> SIDEWAYS =
            Map.of(
                    "search", Set.of("events"),
                    "media", Set.of("care"),
                    "care", Set.of("events"),
                    "jobs", Set.of("care"),
                    "compat", Set.of("web"));

    /** Each outside library (its packages) and the only rooms that may import it. */
    private static final Map<String, List<String>> DOORS = doors();

    private static Map<String, List<String>> doors() {
        Map<String, List<String>> doors = new LinkedHashMap<>();
        doors.put("java.sql..", List.of("records.sqlite", "records.postgres"));
        doors.put("org.sqlite..", List.of("records.sqlite"));
        doors.put("io.etcd..", List.of("records.etcd"));
        doors.put("software.amazon.awssdk..", List.of("blobs.s3"));
        doors.put("org.apache.lucene..", List.of("search"));
        doors.put("org.bouncycastle..", List.of("identity"));
        doors.put("com.nimbusds..", List.of("identity"));
        doors.put("io.vertx..", List.of("web", "edge"));
        doors.put("io.netty..", List.of("web", "edge"));
        doors.put("io.github.bucket4j..", List.of("web"));
        doors.put("com.fasterxml.jackson.dataformat.toml..", List.of("node"));
        doors.put("picocli..", List.of("cli"));
        doors.put("org.commonmark..", List.of("web"));
        doors.put("org.owasp..", List.of("web"));
        return doors;
    }

    @Test
    void everyRoomStandsOnAFloor() {
        Set<String> planned = FLOORS.stream().flatMap(Set::stream).collect(Collectors.toSet());

        Set<String> unplanned = new TreeSet<>(rooms());
        unplanned.removeAll(planned);

        assertEquals(Set.of(), unplanned, "rooms without a floor");
    }

    @Test
    void everyFloorRestsOnlyOnThoseBelow() {
        List<String> broken = new ArrayList<>();
        for (JavaClass user : HOUSE) {
            user.getDirectDependenciesFromSelf().stream()
                    .filter(use -> use.getTargetClass().getPackageName().startsWith(ROOT + "."))
                    .filter(use ->
                            !mayUse(room(user), room(use.getTargetClass().getBaseComponentType())))
                    .map(use -> use.getDescription())
                    .forEach(broken::add);
        }

        assertEquals(List.of(), broken);
    }

    @Test
    void noRoomsKnowEachOtherInACircle() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(HOUSE);
    }

    @Test
    void noPackagesKnowEachOtherInACircle() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(HOUSE);
    }

    @Test
    void everyOutsideLibraryHasOneDoor() {
        DOORS.forEach((library, rooms) ->
                noClasses()
                        .that(resideOutsideOfPackages(packagesOf(rooms)))
                        .should()
                        .dependOnClassesThat(resideInAPackage(library))
                        .allowEmptyShould(true)
                        .because(library + " enters only by " + rooms)
                        .check(HOUSE));
    }

    @Test
    void onlyTheSandboxStartsProcesses() {
        noClasses()
                .that(resideOutsideOfPackages(ROOT + ".media.."))
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName(ProcessBuilder.class.getName())
                .orShould()
                .callMethod(Runtime.class, "exec", String[].class)
                .check(HOUSE);
    }

    @Test
    void onlyTheRecordsRoomAndDoorsReadJson() {
        noClasses()
                .that(resideInAnyPackage(ROOT + ".video..", ROOT + ".blobs.."))
                .should()
                .dependOnClassesThat(resideInAPackage("com.fasterxml.jackson.."))
                .check(HOUSE);
    }

    @Test
    void theHouseUsesOneLogger() {
        DescribedPredicate<JavaClass> otherLoggers =
                resideInAnyPackage(
                                "java.util.logging..",
                                "org.apache.logging..",
                                "io.vertx.core.logging..")
                        .as("another logger than SLF4J");

        noClasses()
                .that(not(resideInAPackage(ROOT + ".node.log..")))
                .should()
                .dependOnClassesThat(otherLoggers)
                .check(HOUSE);
    }

    @Test
    void noClassHidesInAUtilityPackage() {
        classes()
                .should()
                .resideOutsideOfPackages("..util..", "..utils..", "..common..", "..helpers..")
                .check(HOUSE);
    }

    @Test
    void everyPackageSaysWhatItIsForAndIsNullMarked() throws IOException {
        List<String> silent = new ArrayList<>();
        for (Path folder : packages()) {
            Path info = folder.resolve("package-info.java");
            String text = Files.exists(info) ? Files.readString(info) : "";
            if (!text.contains("@NullMarked") || !text.contains("/**")) {
                silent.add(folder.toString());
            }
        }

        assertEquals(List.of(), silent, "packages without a @NullMarked package-info");
    }

    @Test
    void theHouseIsNotEmpty() {
        assertTrue(HOUSE.size() > 50, () -> "only " + HOUSE.size() + " classes were read");
    }

    private static List<Path> packages() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::getParent)
                    .distinct()
                    .sorted()
                    .toList();
        }
    }

    private static boolean mayUse(String user, String used) {
        return user.equals(used)
                || used.isEmpty()
                || floor(used) < floor(user)
                || SIDEWAYS.getOrDefault(user, Set.of()).contains(used);
    }

    private static int floor(String room) {
        for (int floor = 0; floor < FLOORS.size(); floor++) {
            if (FLOORS.get(floor).contains(room)) {
                return floor;
            }
        }
        return FLOORS.size();
    }

    private static Set<String> rooms() {
        return HOUSE.stream()
                .map(FloorPlanTest::room)
                .filter(room -> !room.isEmpty())
                .collect(Collectors.toSet());
    }

    /** The first name below the root; empty for the root package itself. */
    private static String room(JavaClass type) {
        String below = type.getPackageName().substring(ROOT.length());
        return below.isEmpty() ? "" : below.substring(1).split("\\.", 2)[0];
    }

    private static String[] packagesOf(List<String> rooms) {
        return rooms.stream().map(room -> ROOT + "." + room + "..").toArray(String[]::new);
    }
}
