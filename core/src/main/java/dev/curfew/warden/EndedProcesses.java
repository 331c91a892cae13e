package dev.curfew.warden;

import dev.curfew.process.ProcessIdentity;
import java.util.Map;

/**
 * What became of processes that were to be ended.
 *
 * @param ended those that are dead, with their command lines
 * @param survivors those that are not; if there are none, that is proven
 */
public record EndedProcesses(Map<ProcessIdentity, String> ended, Map<ProcessIdentity, String> survivors) {}
