package dev.curfew.junit.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assertions.assertAll;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TestClassTests {

    /** Stands for a class that tests share. */
    private static final class Helper {
        private static Optional<Class<?>> ask(Supplier<Optional<Class<?>>> question) {
            return Stream.of(question).map(Supplier::get).findFirst().orElseThrow();
        }
    }

    @Test
    void isTheOneThatJUnitHasCalled() {
        assertThat(TestClass.running()).contains(TestClassTests.class);
        assertThat(Helper.ask(() -> TestClass.running())).contains(TestClassTests.class);
    }

    @Test
    void isFoundWithinAssertionsOfJUnit() {
        assertAll(() -> assertThat(TestClass.running()).contains(TestClassTests.class));
    }

    @Test
    void isFoundInAnotherThread() {
        assertThat(CompletableFuture.supplyAsync(() -> TestClass.running()).join())
                .contains(TestClassTests.class);
    }

    @Test
    void hasAFolderInTheResourcesOfItsModule() {
        Path folder = TestClass.folder();

        assertThat(folder).endsWithRaw(Path.of("src/test/resources/dev/curfew/junit/snapshot/TestClassTests"));
        assertThat(Files.isDirectory(folder.getRoot().resolve(folder.subpath(0, folder.getNameCount() - 6))))
                .isTrue();
    }

    @Test
    void hasNoFolderOutsideOfAModule() {
        assertThatIllegalStateException()
                .isThrownBy(() -> TestClass.module(Object.class))
                .withMessage("Failed to find a folder src/test above the classes of java.lang.Object;"
                        + " pass the path of the file to matchesSnapshot(Path) instead");
    }

    @Test
    void sharesItsFolderWithNestedClasses() {
        assertThat(TestClass.relative("com.example.MenuTests$Dark$1")).isEqualTo("com/example/MenuTests");
        assertThat(TestClass.relative("MenuTests")).isEqualTo("MenuTests");
    }

    @Nested
    class InANestedClass {

        @Test
        void isThatClass() {
            assertThat(TestClass.running()).contains(InANestedClass.class);
        }
    }
}
