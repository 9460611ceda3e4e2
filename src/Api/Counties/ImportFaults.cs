using GridCase.Api.Problems;
using GridCase.Workflows.Directory.Import;

namespace GridCase.Api.Counties;

/// <summary>What is wrong with a file, row by row, in one answer.</summary>
internal static class ImportFaults
{
    public static ProblemException Of(IReadOnlyCollection<ImportFault> faults, int count) => new(
        StatusCodes.Status422UnprocessableEntity, "import-has-faults",
        $"The file has {count} fault(s), so nothing was changed{(count > faults.Count ? $"; the first {faults.Count} are listed" : "")}.")
    {
        Findings = [.. faults.Select(fault => new ProblemFinding(null, fault.Problem, fault.Row, fault.Column, fault.Value, fault.Remedy))],
    };
}
