using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Commands;
using GridCase.Workflows.Cases.Facts;

namespace GridCase.Workflows.Tests.Cases;

public sealed class FactChainTests
{
    private static CaseScript Long() => CaseScript.InHandling().Wait("2026-03-20 09:00").Do(TestCounty.TrafficClerk, new Resolve { Text = "完成" }).Do(TestCounty.Worker, new Verify());

    [Fact]
    public void A_chain_holds_after_being_written_and_read_again()
    {
        var read = Long().Facts.Select(fact => FactChain.Read(fact.Json, fact.Hash)).ToList();
        Assert.Null(FactChain.FirstBreak(read));
        Assert.Equal(Long().Facts.Select(fact => fact.Json), read.Select(fact => JsonSerializer.Serialize(fact.Body, CaseJson.Default.FactBody)));
    }

    [Fact]
    public void One_changed_character_breaks_the_chain_where_it_stands()
    {
        var facts = Long().Facts.ToList();
        facts[3] = FactChain.Read(facts[3].Json.Replace("440804-jtj", "440804-cgj"), facts[3].Hash);
        Assert.Equal(4, FactChain.FirstBreak(facts));
    }

    [Fact]
    public void A_missing_fact_breaks_the_chain()
    {
        var facts = Long().Facts.ToList();
        facts.RemoveAt(2);
        Assert.Equal(3, FactChain.FirstBreak(facts));
    }

    [Fact]
    public void Folding_all_at_once_or_fact_by_fact_gives_the_same_file()
    {
        var script = Long();
        var folded = CaseFolding.Fold(script.File.Id, script.Facts)!;
        Assert.Equal(Text(script.File), Text(folded));
    }

    [Fact]
    public void A_fact_out_of_order_is_not_folded()
    {
        var script = Long();
        Assert.Throws<InvalidOperationException>(() => CaseFolding.Apply(script.File.Id, script.File, script.Facts[2]));
        Assert.Throws<InvalidOperationException>(() => CaseFolding.Fold(script.File.Id, script.Facts.Skip(1)));
    }

    [Fact]
    public void Every_kind_of_fact_has_a_name_in_the_file()
    {
        var named = typeof(Fact).GetCustomAttributes(typeof(System.Text.Json.Serialization.JsonDerivedTypeAttribute), false)
            .Cast<System.Text.Json.Serialization.JsonDerivedTypeAttribute>().ToList();
        Assert.Equal(
            typeof(Fact).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Fact))).Select(type => type.Name).Order(),
            named.Select(one => one.DerivedType.Name).Order());
        Assert.Equal(named.Count, named.Select(one => one.TypeDiscriminator).Distinct().Count());
    }

    [Fact]
    public void Codes_are_county_date_and_hash_and_show_a_slip_of_the_finger()
    {
        var code = CaseIds.CodeOf("440804", CaseScript.Instant("2026-02-13 23:59"), CaseIds.Of(Channel.Hotline, "Z-1"));
        Assert.StartsWith("440804-260213-", code);
        Assert.True(CaseIds.IsWellFormed(code));
        var at = code.Length - 4;
        Prop.ForAll(Gen.Elements("23456789ABCDEFGHJKLMNPQRSTUVWXYZ".ToCharArray()).ToArbitrary(), other =>
            other == code[at] || !CaseIds.IsWellFormed(code[..at] + other + code[(at + 1)..])).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_code_with_a_character_that_codes_do_not_have_is_mistyped()
    {
        var code = CaseIds.CodeOf("440804", CaseScript.Instant("2026-02-13 23:59"), CaseIds.Of(Channel.Hotline, "Z-1"));
        var odd = Enumerable.Range(0, char.MaxValue + 1).Select(number => (char)number).Where(one => one != '-' && !char.IsAsciiDigit(one) && !char.IsAsciiLetterUpper(one));
        Assert.DoesNotContain(odd, one => new[] { 0, code.Length - 4, code.Length - 1 }.Any(at => CaseIds.IsWellFormed(code[..at] + one + code[(at + 1)..])) || CaseIds.IsWellFormed($"{one}-2"));
    }

    private static string Text(CaseFile file) => JsonSerializer.Serialize(file);
}
