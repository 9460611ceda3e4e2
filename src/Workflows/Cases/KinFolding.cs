using GridCase.Workflows.Cases.Facts;

namespace GridCase.Workflows.Cases;

/// <summary>What the facts that join and separate cases make of a file.</summary>
internal static class KinFolding
{
    public static CaseFile Joined(CaseFile file, ChildJoined fact)
    {
        if (!fact.Attached) return file with { Children = file.Children.Add(fact.CaseId) };
        file = file with { Attached = file.Attached.Add(fact.CaseId) };
        if (fact.Confidential) file = file with { ConfidentialLinks = file.ConfidentialLinks.Add(fact.CaseId) };
        return fact.Urge ? file with { Repeats = file.Repeats.Add(fact.CaseId), Urges = file.Urges + 1 } : file;
    }

    public static CaseFile Left(CaseFile file, ChildLeft fact) => file with
    {
        Children = file.Children.Remove(fact.CaseId),
        Attached = file.Attached.Remove(fact.CaseId),
        Repeats = file.Repeats.Remove(fact.CaseId),
        ConfidentialLinks = fact.Confidential && !file.ConfidentialLinks.Contains(fact.CaseId) ? file.ConfidentialLinks.Add(fact.CaseId) : file.ConfidentialLinks,
        Urges = fact.Urge ? file.Urges - 1 : file.Urges,
    };

    /// <summary>The case goes on where it stood: what stopped because of the other runs on from its own start.</summary>
    public static CaseFile Separated(CaseFile file, Separated fact)
    {
        var from = file.JoinedFrom!;
        return file.RunOn(from.Stopped) with
        {
            Status = CaseStatus.Open,
            Stage = from.Stage,
            ParentId = null,
            MergedIntoId = null,
            JoinedFrom = null,
            SeparatedFrom = file.SeparatedFrom.Add(fact.CaseId),
        };
    }
}
