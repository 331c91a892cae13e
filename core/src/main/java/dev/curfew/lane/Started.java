package dev.curfew.lane;

import dev.curfew.spawn.SpawnedProcess;
import dev.curfew.warden.ProcessTree;

/**
 * A command that runs.
 *
 * @param process its process
 * @param tree all that descends from it
 */
public record Started(SpawnedProcess process, ProcessTree tree) {}
