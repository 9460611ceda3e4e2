using GridCase.Workflows.Escalation;

namespace GridCase.Workflows.Deadlines;

/// <summary>Finds words of ladders and approvers to which no post of the county answers.</summary>
internal static class LadderPosts
{
    /// <summary>Found without a post of their name: the case, the grid and the department name the person.</summary>
    private static readonly string[] WithoutPost = [Audience.Holder, Audience.GridWorker, Audience.DepartmentLead];

    public static IEnumerable<RuleFinding> Findings(PolicyParts parts, IReadOnlyCollection<string> postWords)
    {
        if (postWords.Count == 0) return [];
        return Named(parts.File).Where(named => !WithoutPost.Contains(named.Word) && !postWords.Contains(named.Word)).DistinctBy(named => named.Word)
            .Select(named => RuleFinding.Warning(
                named.Path, $"There is no post '{named.Word}' in this county.", "Add the post to the directory; until then its notices go to the post above, at last to the centre."));
    }

    private static IEnumerable<(string Path, string Word)> Named(PolicyFile file)
    {
        for (var i = 0; i < file.Ladders.Length; i++)
        {
            var (ladder, path) = (file.Ladders[i], $"$.ladders[{i}]");
            foreach (var word in ladder.Warn) yield return ($"{path}.warn", word);
            foreach (var word in ladder.Due) yield return ($"{path}.due", word);
            for (var rung = 0; rung < ladder.Rungs.Length; rung++)
                foreach (var word in ladder.Rungs[rung].Audience) yield return ($"{path}.rungs[{rung}].audience", word);
        }

        for (var i = 0; i < file.Extensions.Length; i++)
            if (file.Extensions[i].Approver is { } approver) yield return ($"$.extensions[{i}].approver", approver);
    }
}
