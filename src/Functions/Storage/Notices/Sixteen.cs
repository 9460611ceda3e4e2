namespace GridCase.Functions.Storage;

/// <summary>Reads of a page, at most sixteen under way at once.</summary>
internal static class Sixteen
{
    public const int AtOnce = 16;

    /// <summary>Answers in the order of what was asked.</summary>
    public static async Task<List<TAnswer>> Ask<TAsked, TAnswer>(IEnumerable<TAsked> asked, Func<TAsked, Task<TAnswer>> ask)
    {
        List<TAnswer> answers = [];
        foreach (var some in asked.Chunk(AtOnce)) answers.AddRange(await Task.WhenAll(some.Select(ask)).ConfigureAwait(false));
        return answers;
    }
}
