using FsCheck;
using FsCheck.Fluent;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Escalation;
using GridCase.Workflows.Tests.Directory;
using static GridCase.Workflows.Tests.Directory.SmallCounty;

namespace GridCase.Workflows.Tests.Escalation;

public sealed class AudienceResolverProperties
{
    private static readonly DateTimeOffset At = new(2026, 2, 24, 8, 30, 0, TimeSpan.FromHours(8));

    private sealed record Draw(County County, CasePlace Place, string[] Words)
    {
        public override string ToString() =>
            $"{string.Join(",", Words)} at {Place}; vacant {string.Join(",", County.Posts.Where(post => post.PersonId is null).Select(post => post.Code))}; " +
            $"without deputy {string.Join(",", County.Posts.Where(post => post.DeputyId is null).Select(post => post.Code))}; away {string.Join(",", County.Absences.Select(absence => absence.PersonId))}";
    }

    [Fact]
    public void While_a_post_of_the_centre_is_filled_somebody_is_told_and_nobody_twice() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(500),
        Prop.ForAll(Draws().ToArbitrary(), draw =>
        {
            var directory = new CountyDirectory(draw.County);
            var told = AudienceResolver.Resolve(directory, draw.Words, draw.Place, At);
            var each = draw.Words.All(word => AudienceResolver.Resolve(directory, [word], draw.Place, At).Length == 1);
            return each && told.Length > 0 && told.Select(recipient => recipient.PersonId).Distinct().Count() == told.Length
                && told.All(recipient => directory.Person(recipient.PersonId) is not null);
        }));

    [Fact]
    public void Nobody_who_is_away_is_told_while_somebody_of_the_centre_is_there() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(500),
        Prop.ForAll(Draws().ToArbitrary(), draw =>
        {
            var directory = new CountyDirectory(draw.County);
            var present = directory.Posts.Any(post => post.UnitCode == Centre
                && new[] { post.PersonId, post.DeputyId }.Any(person => person is not null && !directory.IsAbsent(person, At)));
            return !present || AudienceResolver.Resolve(directory, draw.Words, draw.Place, At).All(recipient => !directory.IsAbsent(recipient.PersonId, At));
        }));

    private static Gen<Draw> Draws()
    {
        var county = Build();
        var posts = county.Posts.Select(post => post.Code).ToArray();
        var people = county.People.Select(person => person.Id).ToArray();
        var atCentre = posts.Where(post => post.EndsWith("@" + Centre, StringComparison.Ordinal)).ToArray();
        var words = Audience.Words.Order(StringComparer.Ordinal).ToArray();
        return
            from share in Gen.Choose(0, 100)
            from vacant in Some(posts, share)
            from alone in Some(posts, share)
            from away in Some(people, share)
            from filled in Gen.Elements(atCentre)
            from unit in Gen.Elements<string?>(null, Centre, Traffic, Town, Village, OtherVillage, "gone")
            from grid in Gen.Elements<string?>(null, FirstGrid, SecondGrid, OtherGrid, "440804100201999")
            from holder in Gen.Elements<string?>(null, "gone", people[0], people[^1])
            from asked in Some(words, 30)
            from first in Gen.Elements(words)
            select new Draw(
                county.Vacant([.. vacant.Where(post => post != filled)]).WithoutDeputy(alone).Away(At, TimeSpan.FromHours(1), away),
                new(unit, holder, grid),
                [first, .. asked]);
    }

    private static Gen<string[]> Some(string[] from, int percent) =>
        Gen.Choose(0, 99).ArrayOf(from.Length).Select(dice => from.Where((_, index) => dice[index] < percent).ToArray());
}
