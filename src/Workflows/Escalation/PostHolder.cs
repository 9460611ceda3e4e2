using GridCase.Workflows.Directory;

namespace GridCase.Workflows.Escalation;

/// <summary>Who answers for a post at this moment: whoever sits there, or the deputy while nobody does or that person is away.</summary>
public static class PostHolder
{
    /// <summary>The person, or null for a vacant post without a deputy and for one that there is not. The post of a grid worker is held by the grid's worker.</summary>
    public static string? Of(CountyDirectory directory, string postCode, DateTimeOffset at)
    {
        var post = directory.Post(postCode);
        var sitting = post?.PersonId ?? (postCode.StartsWith(Audience.GridWorker + "@", StringComparison.Ordinal) ? directory.Grid(PlaceOf(postCode))?.WorkerId : null);
        if (sitting is not null && !directory.IsAbsent(sitting, at)) return sitting;
        return post?.DeputyId is { } deputy && !directory.IsAbsent(deputy, at) ? deputy : sitting;
    }

    /// <summary>The unit or grid of a post's code; empty where it has none.</summary>
    public static string PlaceOf(string postCode) => postCode.IndexOf('@', StringComparison.Ordinal) is var at and >= 0 ? postCode[(at + 1)..] : "";
}
