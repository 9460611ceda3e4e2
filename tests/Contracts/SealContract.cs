using GridCase.Workflows.Cases;

namespace GridCase.Contracts;

/// <summary>What every seal store keeps to.</summary>
public abstract class SealContract<TRig> : IDisposable where TRig : StoreRig, new()
{
    private static readonly DateOnly FirstDay = new(2026, 2, 10);

    protected TRig Rig { get; } = new();

    private ISealStore Seals => Rig.Stores.Seals;

    public void Dispose() => Rig.Dispose();

    [Fact]
    public async Task A_day_is_sealed_over_the_cases_that_changed_on_it()
    {
        var one = await Rig.Keep(Make.Order("1"));
        await Rig.Keep(Make.More(one, Make.Triaged()));
        await Rig.Keep(Make.Order("2"));
        Assert.Null(await Seals.LastSealed());
        Rig.Wait(TimeSpan.FromDays(1));

        var first = await Seals.SealDay(FirstDay);
        await Rig.Keep(Make.Order("3"));
        Rig.Wait(TimeSpan.FromDays(1));
        var second = await Seals.SealDay(FirstDay.AddDays(1));
        Rig.Wait(TimeSpan.FromDays(1));
        var third = await Seals.SealDay(FirstDay.AddDays(2));

        Assert.Equal([2, 1, 0], new[] { first.Heads, second.Heads, third.Heads });
        Assert.Equal(3, new[] { first.Mac, second.Mac, third.Mac }.Distinct().Count());
        Assert.Equal(FirstDay.AddDays(2), await Seals.LastSealed());
    }

    [Fact]
    public async Task A_repeat_for_a_sealed_day_changes_nothing()
    {
        var file = await Rig.Keep(Make.Order("1"));
        Rig.Wait(TimeSpan.FromDays(1));
        var first = await Seals.SealDay(FirstDay);
        await Rig.Keep(Make.More(file, Make.Triaged()));

        Assert.Equal(first, await Seals.SealDay(FirstDay));
    }

    [Fact]
    public async Task Only_days_that_are_over_are_sealed_and_none_before_the_last()
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Seals.SealDay(FirstDay));
        Rig.Wait(TimeSpan.FromDays(3));
        await Seals.SealDay(FirstDay.AddDays(1));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Seals.SealDay(FirstDay));
        Assert.Equal(FirstDay.AddDays(1), await Seals.LastSealed());
    }
}
