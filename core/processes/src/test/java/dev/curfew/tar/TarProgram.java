package dev.curfew.tar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A real tar, at the other end of a pipe. */
enum TarProgram {
    GNU("/usr/bin/tar"),
    BUSYBOX("/usr/bin/busybox tar");

    private final String command;

    TarProgram(String command) {
        this.command = command;
    }

    /** Lets it pack what a folder has under a name, and unpacks that with ours. */
    void packAndRead(Path folder, String name, Path target, String... options) throws IOException {
        pipe(List.of("-c", "-f", "-", "-C", folder.toString()), options, List.of("--", name), process -> {
            try (InputStream in = process.getInputStream()) {
                TarReader.read(in, name, target);
            }
        });
    }

    /** {@return the archive of what a folder has under a name} */
    byte[] pack(Path folder, String name, String... options) throws IOException {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        pipe(
                List.of("-c", "-f", "-", "-C", folder.toString()),
                options,
                List.of("--", name),
                process -> process.getInputStream().transferTo(archive));
        return archive.toByteArray();
    }

    /** Makes a file that has a hole of a mebibyte, and data after it. */
    static void makeSparseFile(Path file) throws IOException {
        try (RandomAccessFile hole = new RandomAccessFile(file.toFile(), "rw")) {
            hole.seek(1 << 20);
            hole.write(new byte[] {1});
        }
    }

    /** Packs with ours, and lets it unpack that in a folder. */
    void writeAndUnpack(Path source, String name, Path folder) throws IOException {
        pipe(List.of("-x", "-p", "-o", "-f", "-", "-C", folder.toString()), new String[0], List.of(), process -> {
            try (OutputStream out = process.getOutputStream()) {
                TarWriter.write(source, name, out);
            }
        });
    }

    private void pipe(List<String> before, String[] options, List<String> after, Work work) throws IOException {
        // Without it BusyBox takes permissions away, unless it runs as root.
        List<String> argv = new ArrayList<>(List.of("sh", "-c", "umask 0; exec \"$@\"", "sh"));
        List<String> program = List.of(command.split(" ", -1));
        assumeThat(Path.of(program.get(0))).isExecutable();
        argv.addAll(program);
        argv.addAll(before);
        argv.addAll(List.of(options));
        argv.addAll(after);
        Path errors = Files.createTempFile("tar", ".err");
        try {
            Process process =
                    new ProcessBuilder(argv).redirectError(errors.toFile()).start();
            try {
                work.with(process);
            } finally {
                process.getOutputStream().close();
                process.getInputStream().close();
            }
            int code = process.onExit().join().exitValue();
            String printed = Files.readString(errors, StandardCharsets.ISO_8859_1);
            assertThat(code).as("%s %s", argv, printed).isZero();
        } finally {
            Files.delete(errors);
        }
    }

    /** What is done at this end of the pipe. */
    private interface Work {

        void with(Process process) throws IOException;
    }
}
