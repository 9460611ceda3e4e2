using GridCase.Workflows.Directory;

namespace GridCase.Workflows.Escalation;

/// <summary>A post as the resolver sees it: who sits there and who stands in.</summary>
internal readonly record struct Seat(string PostCode, string? PersonId, string? DeputyId);

/// <summary>For one case, the order in which posts are tried for a word: the post itself, then its way up.</summary>
internal sealed class SeatChain(CountyDirectory directory, CasePlace place)
{
    private static readonly string[] UnitOrder = [Audience.UnitClerk, Audience.UnitDutyLead, Audience.UnitDeputyHead, Audience.UnitHead];
    private static readonly string[] CentreOrder = [Audience.CentreDispatcher, Audience.CentreDutyLead, Audience.CentreHead];

    private readonly Unit _unit = (place.UnitCode is { } code ? directory.Unit(directory.UnitNow(code)) : null) ?? directory.Centre;

    /// <summary>The posts for a word; the first is the one that was asked for.</summary>
    public IEnumerable<Seat> Of(string word) => word switch
    {
        Audience.Holder => [Holder(), .. Unit(_unit, Audience.UnitClerk)],
        Audience.GridWorker => GridWorker(),
        Audience.VillageCadre => [Local(word, Village), .. Existing(Audience.ResidentCadre, Village), .. Existing(Audience.UnitHead, Village), .. AboveVillage()],
        Audience.ResidentCadre => [Local(word, Village), .. AboveVillage()],
        Audience.AreaLead => [Local(word, Area), .. TownLead()],
        Audience.TownLead => TownLead(),
        Audience.CountyLead => CountyLead(),
        Audience.DepartmentLead => Unit(_unit.Kind == UnitKind.Department ? _unit : Town ?? directory.Centre, Audience.UnitHead),
        Audience.HotlineOperator => [Seat(word, directory.Centre.Code), .. FromCentre(Audience.CentreDispatcher)],
        _ when UnitOrder.Contains(word) => Unit(_unit, word),
        _ when CentreOrder.Contains(word) => FromCentre(word),
        _ => throw new ArgumentException($"'{word}' is not an audience; known are {string.Join(", ", Audience.Words.Order())}.", nameof(word)),
    };

    /// <summary>The last resort: the centre's duty lead, then whatever post of the centre is filled.</summary>
    public IEnumerable<Seat> Centre()
    {
        foreach (var seat in FromCentre(Audience.CentreDutyLead))
            yield return seat;
        foreach (var post in directory.PostsOf(directory.Centre.Code))
            yield return new(post.Code, post.PersonId, post.DeputyId);
    }

    private Unit? Area => directory.AreaOf((Village ?? _unit).Code);

    private Unit? Village => place.GridCode is { } grid && directory.VillageOf(grid) is { } village ? village : _unit.Kind == UnitKind.Village ? _unit : null;

    private Unit? Town => Village is { } village ? directory.UnitAbove(village.Code) : _unit.Kind == UnitKind.Town ? _unit : TownAbove();

    private Unit? TownAbove() => directory.UnitAbove(_unit.Code) is { Kind: UnitKind.Town } town ? town : null;

    private Seat Holder() => new(Post.CodeOf(Audience.Holder, _unit.Code), place.HolderPersonId is { } id && directory.Person(id) is not null ? id : null, null);

    private IEnumerable<Seat> GridWorker()
    {
        if (place.GridCode is { } code && directory.GridNow(code) is { } grid)
        {
            yield return Seat(Audience.GridWorker, grid.Code) with { PersonId = grid.WorkerId };
        }
        else
            yield return new(Audience.GridWorker, null, null);
        foreach (var seat in Of(Audience.VillageCadre))
            yield return seat;
    }

    /// <summary>Between village and town stands the lead of the area, where the village lies in one that has the post.</summary>
    private IEnumerable<Seat> AboveVillage() => [.. Existing(Audience.AreaLead, Area), .. TownLead()];

    private IEnumerable<Seat> TownLead() =>
    [
        .. Existing(Audience.TownLead, Village), Local(Audience.TownLead, Town),
        .. Existing(Audience.UnitHead, Town), .. Existing(Audience.UnitDeputyHead, Town), .. CountyLead(),
    ];

    private IEnumerable<Seat> CountyLead() =>
    [
        .. Existing(Audience.CountyLead, Village), .. Existing(Audience.CountyLead, Town), Seat(Audience.CountyLead, directory.Centre.Code),
        .. FromCentre(Audience.CentreHead),
    ];

    // The head's natural stand-in is the deputy head, so that post is tried before the unit above.
    private IEnumerable<Seat> Unit(Unit unit, string word)
    {
        for (var at = unit; at is not null && at.Kind != UnitKind.Centre; at = directory.UnitAbove(at.Code))
        {
            foreach (var post in UnitOrder.SkipWhile(other => other != word))
                yield return Seat(post, at.Code);
            if (word == Audience.UnitHead)
                yield return Seat(Audience.UnitDeputyHead, at.Code);
            foreach (var seat in at.Kind == UnitKind.Village ? Existing(Audience.AreaLead, directory.AreaOf(at.Code)) : [])
                yield return seat;
        }

        foreach (var seat in FromCentre(CentreWord(word)))
            yield return seat;
    }

    private IEnumerable<Seat> FromCentre(string word)
    {
        foreach (var post in CentreOrder.SkipWhile(other => other != word))
            yield return Seat(post, directory.Centre.Code);
        if (word == Audience.CentreHead)
            yield return Seat(Audience.CentreDutyLead, directory.Centre.Code);
    }

    private static string CentreWord(string unitWord) => unitWord switch
    {
        Audience.UnitClerk => Audience.CentreDispatcher,
        Audience.UnitHead => Audience.CentreHead,
        _ => Audience.CentreDutyLead,
    };

    // No such place (a case without a grid): the word itself stands for the post that could not be asked.
    private Seat Local(string word, Unit? unit) => unit is null ? new(word, null, null) : Seat(word, unit.Code);

    private IEnumerable<Seat> Existing(string word, Unit? unit) =>
        unit is not null && directory.Post(Post.CodeOf(word, unit.Code)) is { } post ? [new(post.Code, post.PersonId, post.DeputyId)] : [];

    private Seat Seat(string word, string at)
    {
        var code = Post.CodeOf(word, at);
        return directory.Post(code) is { } post ? new(code, post.PersonId, post.DeputyId) : new(code, null, null);
    }
}
