namespace GridCase.Engine;

/// <summary>Where a test may end the journal.</summary>
internal enum CrashPoint
{
    InBatch,
    BeforeCommit,
    AfterCommit,
}

/// <summary>A test ended the journal here.</summary>
internal sealed class CrashedException : Exception;
