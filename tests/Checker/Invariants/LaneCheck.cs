namespace GridCase.Checker;

/// <summary>The outbox says nothing twice; what it says was delivered came to the receiver, in the order of the lane; nothing came that is not in it.</summary>
internal static class LaneCheck
{
    public static IEnumerable<Breach> Of(CountyRecord record, Outside? outside)
    {
        foreach (var same in record.Parcels.GroupBy(parcel => parcel.Id).Where(same => same.Count() > 1)) yield return Broken(same.First(), $"{same.Count()} parcels bear the key {same.Key}.");
        foreach (var same in record.Parcels.Where(parcel => parcel.Channel == "hotline").GroupBy(parcel => (parcel.Lane, parcel.Fact)).Where(same => same.Count() > 1))
            yield return Broken(same.First(), $"fact {same.Key.Fact} left along {same.Key.Lane} {same.Count()} times.");
        foreach (var same in record.Parcels.Where(parcel => parcel.Notice is not null).GroupBy(parcel => (parcel.CaseId, parcel.Channel, parcel.Notice)).Where(same => same.Count() > 1))
            yield return Broken(same.First(), $"the notice {same.Key.Notice} left by {same.Key.Channel} {same.Count()} times.");
        if (outside is null) yield break;
        foreach (var breach in Arrived(record, outside)) yield return breach;
    }

    private static IEnumerable<Breach> Arrived(CountyRecord record, Outside outside)
    {
        var taken = outside.Received.Where(parcel => parcel.Taken).GroupBy(parcel => (parcel.Channel, parcel.Key)).ToDictionary(same => same.Key, same => same.Min(parcel => parcel.Order));
        foreach (var parcel in record.Parcels.Where(parcel => parcel.Standing == ParcelStanding.Delivered && outside.AllParcelsKnown && !taken.ContainsKey((parcel.Channel, parcel.Key))))
            yield return Broken(parcel, $"parcel {parcel.Id} is said to be delivered and came to nobody.");
        foreach (var lane in record.Parcels.GroupBy(parcel => parcel.Lane))
        {
            (ParcelRecord Parcel, long Order)? before = null;
            foreach (var parcel in lane.OrderBy(parcel => parcel.No))
            {
                if (!taken.TryGetValue((parcel.Channel, parcel.Key), out var order)) continue;
                if (before is { } earlier && order < earlier.Order) yield return Broken(parcel, $"{parcel.Id} came before {earlier.Parcel.Id}, which stands in front of it in {lane.Key}.");
                before = (parcel, order);
            }
        }

        var known = record.Parcels.Select(parcel => (parcel.Channel, parcel.Key)).ToHashSet();
        var facts = record.Cases.SelectMany(one => one.Facts.Select(fact => $"{one.Id}/{fact.Number}")).ToHashSet();
        var notices = record.Notices.Select(notice => notice.Key).ToHashSet();
        foreach (var came in outside.Received.DistinctBy(parcel => (parcel.Channel, parcel.Key)).Where(came => !known.Contains((came.Channel, came.Key))))
        {
            // What was delivered long ago is removed from the outbox; the fact or notice that it told of is not.
            if (!(came.Channel == "hotline" ? facts : notices).Contains(came.Key) && !came.Key.StartsWith("digest/", StringComparison.Ordinal))
                yield return new(Promises.Lanes, came.CaseId, $"{came.Key} came by {came.Channel} and the county knows nothing of it.");
        }

        foreach (var came in outside.Received.GroupBy(parcel => (parcel.Channel, parcel.Key)).Where(same => same.Select(parcel => (parcel.Type, parcel.CaseId)).Distinct().Count() > 1))
            yield return new(Promises.Lanes, came.First().CaseId, $"{came.Key.Key} said different things each time it came.");
    }

    private static Breach Broken(ParcelRecord parcel, string what) => new(Promises.Lanes, parcel.CaseId.Length > 0 ? parcel.CaseId : null, what);
}
