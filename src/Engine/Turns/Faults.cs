namespace GridCase.Engine;

/// <summary>The code did not do again what the history says it did: it was changed, or it is not deterministic.</summary>
internal sealed class NondeterminismException(string message) : Exception(message);

/// <summary>The code awaited something that is not a task of its context.</summary>
internal sealed class ForeignAwaitException()
    : Exception("The orchestration awaits something that is not a task of its context; it may only use what the context offers.");
