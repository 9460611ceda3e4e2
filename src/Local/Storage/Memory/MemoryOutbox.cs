using GridCase.Engine;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Escalation;

namespace GridCase.Local.Storage.Memory;

/// <summary>Keeps what leaves with an append: notices in the inbox, parcels in their lanes, messages to the orchestrations.</summary>
internal sealed class MemoryOutbox(MemoryCounty county, Departures departures)
{
    public void Put(JournalSession session, Effects effects)
    {
        List<string> lanes = [];
        if (departures.TellsHotline && !effects.HotlineEvents.IsDefaultOrEmpty)
            foreach (var told in effects.HotlineEvents) Fill(session, Parcels.Of(told), null, lanes);
        if (!effects.Notices.IsDefaultOrEmpty)
        {
            var routing = departures.Routing();
            foreach (var notice in effects.Notices)
            {
                if (Insert(session, notice) is not { } kept) continue;
                foreach (var channel in routing.Channels)
                    if (channel.Carries(notice)) Leave(session, kept, channel, routing, lanes);
            }
        }

        if (!effects.Messages.IsDefaultOrEmpty)
            foreach (var message in effects.Messages) departures.Message(session, message);
        foreach (var lane in lanes) departures.LaneFilled(session, lane);
    }

    private MemoryNotice? Insert(JournalSession session, Notice notice)
    {
        if (county.NoticeKeys.Contains(notice.Key)) return null;
        var kept = new MemoryNotice(county.Notices.Count + 1, notice);
        MemoryCounty.Change(
            session,
            () =>
            {
                county.Notices.Add(kept);
                county.NoticeKeys.Add(notice.Key);
            },
            () =>
            {
                county.Notices.Remove(kept);
                county.NoticeKeys.Remove(notice.Key);
            });
        return kept;
    }

    private void Leave(JournalSession session, MemoryNotice kept, NoticeChannel channel, NoticeRouting routing, List<string> lanes)
    {
        var (notice, before) = (kept.Notice, kept.Deliveries);
        var reaches = routing.Reaches(channel, notice.PersonId);
        var digest = reaches && !notice.Urgent ? DigestFor(session, notice, channel, routing.Digest) : null;
        var state = reaches ? DeliveryState.Waiting : DeliveryState.NoAddress;
        var delivery = new ChannelDelivery(channel.Id, state, null, 0, reaches ? null : Deliveries.NoAddress, digest?.Key);
        MemoryCounty.Change(session, () => kept.Deliveries = before.Add(delivery).Sort((one, other) => string.CompareOrdinal(one.Channel, other.Channel)), () => kept.Deliveries = before);
        if (reaches) Fill(session, digest ?? Parcels.Of(notice, channel), kept, lanes);
    }

    private Parcel? DigestFor(JournalSession session, Notice notice, NoticeChannel channel, DigestRule rule)
    {
        for (var window = rule.WindowOf(NoticeWindows.LeavesAt(notice, session.Now)); ; window = window.Next)
        {
            var place = (channel.Id, notice.PersonId, window.From);
            var before = county.Windows.GetValueOrDefault(place);
            var way = NoticeWindows.Ask(before.Singles, before.IsSealed, rule);
            if (way == NoticeWay.NextWindow) continue;
            if (way == NoticeWay.Digest) return Parcels.OpenDigest(notice, channel, window);
            MemoryCounty.Change(session, () => county.Windows[place] = before with { Singles = before.Singles + 1 }, () => county.Windows[place] = before);
            return null;
        }
    }

    private void Fill(JournalSession session, Parcel parcel, MemoryNotice? notice, List<string> lanes)
    {
        if (county.Parcels.TryGetValue(parcel.Id, out var there))
        {
            if (notice is not null) MemoryCounty.Change(session, () => there.Notices.Add(notice), () => there.Notices.Remove(notice));
            return;
        }

        var kept = new MemoryParcel(parcel);
        if (notice is not null) kept.Notices.Add(notice);
        MemoryCounty.Change(
            session,
            () =>
            {
                county.Parcels.Add(parcel.Id, kept);
                if (!county.Lanes.TryGetValue(parcel.Lane, out var lane)) county.Lanes.Add(parcel.Lane, lane = []);
                lane.Add(kept);
            },
            () =>
            {
                county.Parcels.Remove(parcel.Id);
                if (!county.Lanes.TryGetValue(parcel.Lane, out var lane)) return;
                lane.Remove(kept);
                if (lane.Count == 0) county.Lanes.Remove(parcel.Lane);
            });
        if (!lanes.Contains(parcel.Lane)) lanes.Add(parcel.Lane);
    }
}
