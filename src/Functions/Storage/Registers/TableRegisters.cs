namespace GridCase.Functions.Storage;

/// <summary>What the documents of the county have in common.</summary>
internal static class TableRegisters
{
    /// <summary>How their partitions begin.</summary>
    public const string Kind = "register";
}
