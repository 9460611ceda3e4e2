using GridCase.Workflows.Cases;

namespace GridCase.Local.Storage.Memory;

/// <summary>Personal data of a county in memory, under the same rules of who hears what. Not encrypted: it is never written down.</summary>
public sealed class MemoryPrivateStore(MemoryCounty county) : IPrivateStore
{
    public Task<IReadOnlyList<PrivateText>> ReadTexts(string caseId, CancellationToken cancellation = default) =>
        Task.FromResult<IReadOnlyList<PrivateText>>(county.Journal.Read(_ => TextsOf(caseId).Where(text => !IdentityFields.Contains(text.Field)).ToList()));

    public Task<string?> Reveal(string caseId, string field, Look look, CancellationToken cancellation = default)
    {
        if (!IdentityFields.Contains(field)) throw new ArgumentException($"{field} is no identity field.", nameof(field));
        if (look.CaseId != caseId || look.Field != field) throw new ArgumentException("The look is at something else.", nameof(look));
        return county.Journal.Write(
            session =>
            {
                if (!county.Cases.ContainsKey(caseId)) return null;
                MemoryCounty.Change(session, () => county.Looks.Add(look), () => county.Looks.RemoveAt(county.Looks.Count - 1));
                return TextsOf(caseId).LastOrDefault(text => text.Field == field)?.Value;
            },
            cancellation);
    }

    public Task<IReadOnlyList<Look>> Looks(string? caseId, int limit, CancellationToken cancellation = default)
    {
        Limits.Check(limit, 1_000);
        return Task.FromResult<IReadOnlyList<Look>>(
            county.Journal.Read(_ => county.Looks.AsEnumerable().Reverse().Where(look => caseId is null || look.CaseId == caseId).Take(limit).ToList()));
    }

    private List<PrivateText> TextsOf(string caseId) => county.Cases.TryGetValue(caseId, out var kept) ? kept.Texts : [];
}
