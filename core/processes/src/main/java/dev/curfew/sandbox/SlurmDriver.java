package dev.curfew.sandbox;

import dev.curfew.internal.Lists;
import dev.curfew.internal.RandomIds;
import dev.curfew.process.Command;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Enters a Slurm job. The first client creates the job and is its first step; the others are steps that share its node
 * and resources. In an existing allocation, the first client is a step too.
 */
final class SlurmDriver implements SandboxDriver {

    private static final List<Advice> ADVICE = List.of(
            new Advice("nvalid partition", "choose a partition that sinfo lists"),
            new Advice("nable to contact slurm controller", "check SLURM_CONF, and that slurmctld runs"),
            new Advice("no answer for", "check with squeue why the job waits, or request fewer resources"));

    /** The variables that a login has too; no other variables of this JVM are passed. */
    private static final String VARIABLES =
            "HOME,USER,LOGNAME,TERM,PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /** One task, whose output is not held back until its lines are complete; for that, Slurm gives it a terminal. */
    private static final List<String> STEP = List.of("--ntasks=1", "--unbuffered", "--quiet", "--export=" + VARIABLES);

    private static final String JOB = "--jobid=";
    private static final String NODE = "--nodelist=";

    /**
     * scancel cannot select steps by name. It kills the processes of a step at once, unless another signal is named: the warden has
     * 10 seconds to end what Slurm does not find.
     */
    private static final String CANCEL_STEPS = """
            name=$1; shift
            steps() {
              "$@" squeue --noheader --steps --format="%i %j" | while read -r step title; do
                [ "$title" != "$name" ] || echo "$step"
              done
            }
            for step in $(steps "$@"); do "$@" scancel --quiet --signal=TERM "$step"; done
            looks=0
            while [ "$looks" -lt 100 ] && [ -n "$(steps "$@")" ]; do sleep 0.1; looks=$((looks + 1)); done
            for step in $(steps "$@"); do "$@" scancel --quiet "$step"; done""";

    private final SlurmSandbox sandbox;
    private final Context context;
    private final String name = "curfew-" + RandomIds.create();

    /** Guarded by this. */
    private @Nullable String job;

    SlurmDriver(SlurmSandbox sandbox, Context context) {
        this.sandbox = sandbox;
        this.context = context;
    }

    @Override
    public Command open(List<String> argv) {
        List<String> words = new ArrayList<>(STEP);
        words.add("--job-name=" + name);
        if (!sandbox.partition().isEmpty()) {
            words.add("--partition=" + sandbox.partition());
        }
        if (allocation().isPresent()) {
            words.add("--overlap");
        }
        words.addAll(sandbox.options());
        words.addAll(argv);
        return client("srun", words);
    }

    /** {@return the existing job in which the commands run, if there is one} */
    private Optional<String> allocation() {
        return option(JOB).map(option -> option.substring(JOB.length()));
    }

    private Optional<String> option(String prefix) {
        return sandbox.options().stream()
                .filter(option -> option.startsWith(prefix))
                .findFirst();
    }

    @Override
    public Command exec(List<String> argv, boolean terminal) {
        List<String> words = new ArrayList<>(STEP);
        words.addAll(List.of(JOB + job(), "--overlap"));
        option(NODE).ifPresent(words::add);
        if (terminal) {
            words.add("--pty");
        }
        words.addAll(argv);
        return client("srun", words);
    }

    private synchronized String job() {
        if (job == null) {
            job = allocation().orElse(null);
        }
        if (job == null) {
            Command query = client("squeue", List.of("--noheader", "--name=" + name, "--format=%A"));
            job = context.output(query).map(String::strip).orElse("");
        }
        return job;
    }

    private Command client(String program, List<String> words) {
        List<String> all = new ArrayList<>(sandbox.client());
        all.set(all.size() - 1, program);
        all.addAll(words);
        return Command.of(all);
    }

    @Override
    public Duration openLimit() {
        return Duration.ofMinutes(5); // The job may have to wait in a queue.
    }

    @Override
    public Optional<Command> removal() {
        return Optional.of(
                allocation().isPresent() ? cancelSteps() : client("scancel", List.of("--quiet", "--name=" + name)));
    }

    private Command cancelSteps() {
        return Command.of(Lists.joined(
                List.of("sh", "-c", CANCEL_STEPS, "sh", name),
                sandbox.client().subList(0, sandbox.client().size() - 1)));
    }

    @Override
    public List<Advice> advice() {
        return ADVICE;
    }
}
