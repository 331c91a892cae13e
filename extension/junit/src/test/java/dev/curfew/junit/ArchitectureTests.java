package dev.curfew.junit;

class ArchitectureTests extends ExtensionRules {}
