using System.Globalization;
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

    public Task<LookPage> Looks(string? caseId, int limit, string? after = null, CancellationToken cancellation = default)
    {
        Limits.Check(limit, 1_000);
        var before = after is null ? int.MaxValue : int.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : throw new ArgumentException("No page gave this place.", nameof(after));
        return Task.FromResult(county.Journal.Read(_ =>
        {
            var found = county.Looks.Index().Reverse().Where(look => look.Index < before && (caseId is null || look.Item.CaseId == caseId)).Take(limit + 1).ToList();
            return new LookPage([.. found.Take(limit).Select(look => look.Item)], found.Count > limit ? found[limit - 1].Index.ToString(CultureInfo.InvariantCulture) : null);
        }));
    }

    private List<PrivateText> TextsOf(string caseId) => county.Cases.TryGetValue(caseId, out var kept) ? kept.Texts : [];
}
