package dev.curfew;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import dev.curfew.diagnosis.CurfewException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.junit.jupiter.api.Test;

/** The rules for the types and members that users name, in {@code docs/decisions/0035-api-grammar-and-stability.md}. */
class PublicApiTests {

    /** The hard keywords of Kotlin that Java permits as names; a call of such a method needs backticks there. */
    private static final Set<String> KEYWORDS =
            Set.of("as", "fun", "in", "is", "object", "typealias", "typeof", "val", "var", "when");

    private static final List<JavaClass> TYPES = ArchitectureTests.CLASSES.stream()
            .filter(type -> ArchitectureTests.EXPORTED.stream()
                    .anyMatch(layer -> type.getPackageName().equals(ArchitectureTests.packageOf(layer))))
            .filter(PublicApiTests::isPublic)
            .toList();

    private static boolean isPublic(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(PublicApiTests::isPublic).orElse(true);
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(PublicApiTests::outermost).orElse(type);
    }

    private static Stream<JavaMember> members() {
        return TYPES.stream().flatMap(type -> type.getMembers().stream()).filter(ArchitectureTests::isShown);
    }

    @Test
    void hasAStatusOnEveryType() {
        assertThat(TYPES)
                .hasSizeGreaterThan(80)
                .allMatch(type -> outermost(type).isAnnotatedWith(API.class));
    }

    @Test
    void needsNoBackticksInKotlin() {
        assertThat(members()).isNotEmpty().noneMatch(member -> KEYWORDS.contains(member.getName()));
    }

    @Test
    void returnsOptionalsInsteadOfNull() {
        assertThat(members()).noneMatch(member -> member.getName().endsWith("OrNull"));
    }

    @Test
    void hasOneRootOfItsExceptions() {
        assertThat(TYPES)
                .filteredOn(type -> type.isAssignableTo(Throwable.class))
                .filteredOn(
                        type -> outermost(type).getAnnotationOfType(API.class).status() != API.Status.INTERNAL)
                .hasSizeGreaterThan(10)
                .allMatch(type -> type.isAssignableTo(CurfewException.class));
    }
}
