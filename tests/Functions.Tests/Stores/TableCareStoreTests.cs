using GridCase.Workflows.Care;
using GridCase.Workflows.Cases;

namespace GridCase.Functions.Tests.Stores;

public sealed class TableCareStoreTests : CareContract<TableRig>
{
    [Fact]
    public async Task A_save_cut_off_at_any_write_is_made_good_by_a_repeat_or_by_the_pump()
    {
        for (var cut = 1; cut <= 12; cut++)
        {
            using var rig = new TableRig();
            var person = CareRules.Added(new('a', 32), First, CareTier.High, "A-1", null, CareTerms.Default, rig.Now);
            var save = new CareSave(person, new(person.Id, 1, CareDeedKind.Added, rig.Now, "worker") { Key = "k", ContentHash = "h" }, [.. CareFields.Of(new("陈阿婆", "光明路12号", "13812345678"))], person.Due);
            var writes = 0;
            rig.Service.BeforeWrite = (_, _, _) =>
            {
                if (++writes == cut) throw new TimeoutException();
            };
            try
            {
                await rig.Stores.Care.Save(save);
            }
            catch (TimeoutException)
            {
                // The instance died here.
            }

            rig.Service.BeforeWrite = null;
            Assert.Contains(await rig.Stores.Care.Save(save), new[] { CareSaved.Saved, CareSaved.Repeated });
            foreach (var unfinished in rig.Kept.Unfinished) if (unfinished.Kind == "care") await unfinished.Finish(person.Id, default);

            Assert.Equal(person, Assert.Single((await rig.Stores.Care.List(new() { Scope = CaseScope.Everything })).Rows).Person);
            Assert.Single(await rig.Stores.Care.Deeds(person.Id, 0, 10));
            Assert.Equal(person, await rig.Stores.Care.FindByReference("A-1"));
        }
    }

    [Fact]
    public async Task Many_that_were_decided_are_made_though_whoever_decided_died()
    {
        CarePerson[] people = [.. Enumerable.Range(0, 150).Select(number => CareRules.Added(number.ToString("x32"), First, CareTier.High, $"R-{number}", null, CareTerms.Default, Rig.Now))];
        var saves = people.Select(person => new CareSave(person, new(person.Id, 1, CareDeedKind.Added, Rig.Now, "import"), [], person.Due)).ToList();
        var writes = 0;
        Rig.Service.BeforeWrite = (_, _, _) =>
        {
            if (++writes == 40) throw new TimeoutException();
        };
        await Assert.ThrowsAsync<TimeoutException>(() => Care.SaveAll(saves));
        Rig.Service.BeforeWrite = null;
        Assert.InRange((await Care.Grids()).Count, 0, 1);

        Rig.Wait(TimeSpan.FromMinutes(1));
        var round = await new Functions.Storage.PendingPump(new(Rig.Tables.Pending, Rig.Clock), Rig.Kept.Unfinished, Rig.Clock, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance).Run(default);
        Assert.Equal((1, 0), (round.Done, round.Left));
        Assert.Equal(people[149], await Care.FindByReference("R-149"));
        Assert.Equal(150, (await Care.Ripe(people[0].Due, 1_000)).Count);
        Assert.DoesNotContain(Rig.Service.Table("care").Everything(), row => row.Partition.StartsWith("plan|", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_entry_that_moves_to_another_grid_stands_in_that_alone()
    {
        var person = await Enter('a', First, CareTier.High);
        var moved = CareRules.Changed(person, person.Tier, "440804100201001", CareTerms.Default, Rig.Now);
        Assert.Equal(CareSaved.Saved, await Care.Save(new(moved, new(moved.Id, 2, CareDeedKind.Changed, Rig.Now, "worker"), [], moved.Due)));

        Assert.Empty((await Care.List(new() { Scope = new("440804001", false, null, []) })).Rows);
        Assert.Equal(moved, Assert.Single((await Care.List(new() { Scope = new("440804100", false, null, []) })).Rows).Person);
    }

    [Fact]
    public async Task Nothing_personal_stands_readable_in_the_table()
    {
        await Enter('a', First, CareTier.High);
        await Care.Reveal(new(new('a', 32), CareFields.Name, "worker", "上门前核对", Rig.Now));

        foreach (var value in Rig.Service.Table("care").Everything().SelectMany(row => row.Columns.Values))
        {
            var text = value is byte[] bytes ? System.Text.Encoding.UTF8.GetString(bytes) : value.ToString()!;
            Assert.DoesNotContain("陈阿婆", text, StringComparison.Ordinal);
            Assert.DoesNotContain("13812345678", text, StringComparison.Ordinal);
        }
    }
}
