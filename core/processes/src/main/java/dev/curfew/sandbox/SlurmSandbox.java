package dev.curfew.sandbox;

import dev.curfew.internal.Check;
import dev.curfew.internal.Lists;
import java.util.List;
import org.apiguardian.api.API;

/**
 * A job of the workload manager Slurm. It is submitted when it is first used, waits in the queue, and is cancelled at
 * the end of the scope. Commands are steps of the job, all on the same node.
 *
 * @param partition the partition, or an empty text for the default partition of the cluster
 * @param client the words that run {@code srun}, the last of which is {@code srun} itself
 * @param options additional options for the submission of the job
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL)
public record SlurmSandbox(String partition, List<String> client, List<String> options) implements DrivenSandbox {

    private static final String PROGRAM = "srun";

    /**
     * Check the names.
     *
     * @param partition the partition, or an empty text for the default one
     * @param client the words that run {@code srun}
     * @param options additional options for the submission of the job
     */
    public SlurmSandbox {
        client = List.copyOf(client);
        options = List.copyOf(options);
        if (!partition.isEmpty()) {
            SandboxWords.name(partition, "partition");
        }
        Check.argument(
                !client.isEmpty() && client.get(client.size() - 1).equals(PROGRAM),
                "client must end with srun",
                client);
        Check.argument(
                options.stream().noneMatch(option -> option.startsWith("--job-name") || option.startsWith("-J")),
                "options of a job must not set its name, by which Curfew finds it",
                options);
    }

    static SlurmSandbox of(String partition) {
        return new SlurmSandbox(partition, List.of(PROGRAM), List.of());
    }

    /**
     * {@return this sandbox with other words that run {@code srun}, such as
     * {@code env SLURM_CONF=/etc/other.conf srun}}
     *
     * @param words the words, the last of which is {@code srun}; it is replaced to run other programs of Slurm
     */
    public SlurmSandbox withClient(String... words) {
        return new SlurmSandbox(partition, List.of(words), options);
    }

    /**
     * {@return this sandbox with additional options for the submission of the job}
     *
     * @param more options of {@code srun}, such as {@code --mem=4G}
     */
    public SlurmSandbox withOptions(String... more) {
        return new SlurmSandbox(partition, client, Lists.joined(options, List.of(more)));
    }

    /**
     * {@return this sandbox in an existing allocation, which is not cancelled: one job serves the commands of many
     * scopes, and none of them waits in the queue}
     *
     * @param job the id of the job, as printed by {@code salloc} or contained in the variable {@code SLURM_JOB_ID}
     */
    public SlurmSandbox withAllocation(String job) {
        return withOptions("--jobid=" + SandboxWords.name(job, "job"));
    }

    /**
     * {@return this sandbox on one node}
     *
     * @param node its name, as shown by {@code sinfo}
     */
    public SlurmSandbox withNode(String node) {
        return withOptions("--nodelist=" + SandboxWords.name(node, "node"));
    }

    @Override
    public SandboxDriver driver(SandboxDriver.Context context) {
        return new SlurmDriver(this, context);
    }

    /** {@return its sandbox string, without options} */
    @Override
    public String toString() {
        return "slurm:" + partition;
    }
}
