using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Facts;

namespace GridCase.Hosting.Records;

/// <summary>Which facts of a case count for a slice.</summary>
internal static class SliceMatch
{
    /// <summary>False from the first fact on that is later than the slice, or that took over a rule change which is left out.</summary>
    public static bool IsWithin(FactBody body, CaseSlice slice) =>
        body.At <= slice.At && !(body.Fact is ClocksRederived taken && taken.Change >= slice.BeforeChange);
}
