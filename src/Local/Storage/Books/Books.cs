using GridCase.Engine;
using GridCase.Workflows.Cases;

namespace GridCase.Local.Storage;

/// <summary>
/// Examines the books of a county: recomputes every chain of facts, folds every case anew and compares it with the columns that lists are made
/// from, recomputes the seals, opens every text, and looks for what belongs to no case. In small parts, so memory stays bounded.
/// </summary>
/// <param name="nextAt">When a case next moves by itself, from its agenda.</param>
public sealed class Books(Journal journal, KeyRing keys, Func<CaseFile, DateTimeOffset?> nextAt)
{
    private const int CasesPerPart = 100;
    private const int MostDifferences = 1_000;

    /// <summary>Examines everything and changes nothing.</summary>
    /// <param name="progress">Told the number of cases examined.</param>
    public BooksReport Check(IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        var findings = new Findings(MostDifferences);
        var kin = new KinBooks(findings);
        var examiner = new CaseExaminer(keys.Texts, nextAt, kin, findings);
        ForEachPart(part => journal.Read(session => examiner.Examine(session, part)), findings, progress, cancellation);
        journal.Read(session =>
        {
            Strays.Examine(session, findings);
            InspectionExaminer.Examine(session, keys.Texts, findings);
            kin.Close(session);
            SealExaminer.Examine(session, keys, findings);
            return true;
        });
        return findings.Report();
    }

    /// <summary>
    /// Writes the heads, indexes and helper units anew from the facts; what is right already is left alone, so a repeat changes nothing. A case whose
    /// facts do not hold is reported and not touched.
    /// </summary>
    public BooksReport Rebuild(IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        var findings = new Findings(MostDifferences);
        var kin = new KinBooks(findings);
        var rebuilder = new HeadRebuilder(nextAt, kin, findings);
        journal.Write(rebuilder.BringBackHeads, cancellation).GetAwaiter().GetResult();
        ForEachPart(part => journal.Write(session => rebuilder.Rebuild(session, part), cancellation).GetAwaiter().GetResult(), findings, progress, cancellation);
        journal.Write(rebuilder.RemoveStrayHelpers, cancellation).GetAwaiter().GetResult();
        journal.Write(kin.RebuildRouting, cancellation).GetAwaiter().GetResult();
        journal.Write(kin.RemoveStrays, cancellation).GetAwaiter().GetResult();
        return findings.Report();
    }

    private void ForEachPart(Func<IReadOnlyList<StoredHead>, bool> examine, Findings findings, IProgress<long>? progress, CancellationToken cancellation)
    {
        for (var last = 0L; ;)
        {
            cancellation.ThrowIfCancellationRequested();
            var part = journal.Read(session => StoredHead.Part(session, last, CasesPerPart));
            if (part.Count == 0) return;
            last = part[^1].No;
            examine(part);
            findings.Cases += part.Count;
            progress?.Report(findings.Cases);
        }
    }
}
