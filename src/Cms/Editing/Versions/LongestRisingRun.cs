namespace Cms.Editing.Versions;

/// <summary>The longest increasing subsequence of numbers.</summary>
internal static class LongestRisingRun
{
    /// <summary>The places of its members in the list; of several runs of one length any.</summary>
    public static HashSet<int> In(IReadOnlyList<int> numbers)
    {
        // ends[n] is where a run of n + 1 members ends with the smallest number; before[i] comes before i in the best run that ends at i.
        var ends = new List<int>();
        var before = new int[numbers.Count];
        for (var index = 0; index < numbers.Count; index++)
        {
            var (low, high) = (0, ends.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (numbers[ends[middle]] < numbers[index])
                    low = middle + 1;
                else
                    high = middle;
            }

            before[index] = low > 0 ? ends[low - 1] : -1;
            if (low == ends.Count)
                ends.Add(index);
            else
                ends[low] = index;
        }

        var run = new HashSet<int>();
        for (var index = ends.Count > 0 ? ends[^1] : -1; index >= 0; index = before[index])
            run.Add(index);
        return run;
    }
}
