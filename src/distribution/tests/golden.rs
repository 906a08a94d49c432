//! What words of random bits stand for in every family, held fast: a change changes every simulation.
//!
//! A deliberate change belongs in the changelog as one. To 1e-12, since platforms differ in the last
//! digits of logarithms and powers.

use crate::distribution::Distribution;
use crate::distribution::pieces::Tail;

/// Probabilities 0.2222, 0.3844 and 0.9667: a word's highest bit says which half, the others where in it,
/// counted from its tail.
const WORDS: [u64; 3] = [0x38e3_8e38_e38e_38e3, 0x6267_3bbb_1f1f_7a7a, 0x8888_8888_8888_8888];

#[test]
fn first_draws() {
    type D = Distribution;
    let normal = |mean, sd| D::normal(mean, sd).unwrap();
    let rows = [
        ("constant", D::constant(7.5).unwrap(), [7.5, 7.5, 7.5]),
        (
            "uniform",
            D::uniform(-2.0, 3.0).unwrap(),
            [-0.888_888_888_888_888_6, -0.078_061_422_424_421_18, 2.833_333_333_333_333],
        ),
        (
            "triangular",
            D::triangular(1.0, 2.0, 6.0).unwrap(),
            [2.055_946_811_266_922_6, 2.491_119_026_000_223, 5.183_503_419_072_421],
        ),
        (
            "pert",
            D::pert(1.0, 2.0, 6.0).unwrap(),
            [1.753_627_007_480_167_4, 2.117_903_852_713_648_2, 4.294_694_243_752_009_5],
        ),
        (
            "normal",
            normal(0.95, 0.2),
            [0.797_058_065_242_702_3, 0.891_204_587_559_506_3, 1.316_782_927_163_277_6],
        ),
        (
            "lognormal",
            D::lognormal(30_000.0, 27_000.0).unwrap(),
            [12_372.739_090_866_124, 17_780.283_120_583_7, 91_574.829_555_703_94],
        ),
        (
            "gamma",
            D::gamma(2.0, 3.0).unwrap(),
            [2.656_547_691_938_958_3, 3.995_286_666_424_406, 15.692_050_212_403_435],
        ),
        (
            "gamma, low shape",
            D::gamma(0.3, 3.0).unwrap(),
            [0.013_954_035_126_769_498, 0.088_350_853_431_648_89, 5.031_643_987_751_404],
        ),
        (
            "beta",
            D::beta(2.4, 21.6).unwrap(),
            [0.051_237_141_645_223_71, 0.072_872_985_938_181_87, 0.232_432_429_701_267_23],
        ),
        (
            "weibull",
            D::weibull(1.5, 2.0).unwrap(),
            [0.796_480_126_922_486_8, 1.234_828_974_492_012, 4.523_256_539_165_371],
        ),
        (
            "exponential",
            D::exponential(45.0).unwrap(),
            [11.309_149_272_640_783, 21.831_206_486_083_147, 153.053_882_174_862_7],
        ),
        (
            "pareto",
            D::pareto(10_000.0, 2.5).unwrap(),
            [11_057.521_380_206_266, 12_141.632_649_966_325, 38_980.598_409_212_995],
        ),
        (
            "student_t",
            D::student_t(1.0, 0.2, 5.0).unwrap(),
            [0.834_037_594_320_464_4, 0.937_919_117_343_965_5, 1.467_307_541_957_447_3],
        ),
        ("poisson", D::poisson(3.0).unwrap(), [2.0, 2.0, 7.0]),
        ("poisson, high mean", D::poisson(300.0).unwrap(), [287.0, 295.0, 332.0]),
        ("negative_binomial", D::negative_binomial(12.0, 2.0).unwrap(), [7.0, 10.0, 25.0]),
        ("binomial", D::binomial(20, 0.3).unwrap(), [4.0, 5.0, 10.0]),
        ("bernoulli", D::bernoulli(0.3).unwrap(), [0.0, 0.0, 1.0]),
        ("geometric", D::geometric(0.15).unwrap(), [2.0, 3.0, 21.0]),
        (
            "discrete",
            D::discrete(vec![(12.0, 0.5), (24.0, 0.3), (36.0, 0.2)]).unwrap(),
            [12.0, 12.0, 36.0],
        ),
        ("empirical", D::empirical(vec![3.0, 1.0, 4.0, 1.5, 5.0, 9.0]).unwrap(), [1.5, 3.0, 9.0]),
        (
            "truncated, most kept",
            normal(0.5, 0.2).truncated(Some(0.0), None).unwrap(),
            [0.350_281_854_914_795_6, 0.443_202_751_461_677_8, 0.867_342_039_594_639_5],
        ),
        (
            "truncated, little kept",
            normal(-0.5, 0.2).truncated(Some(0.0), None).unwrap(),
            [0.017_557_325_909_879_764, 0.033_467_435_609_027_31, 0.206_201_796_600_825_6],
        ),
        (
            "mixture",
            D::mixture(vec![(0.2, normal(1.4, 0.2)), (0.8, normal(0.9, 0.2))]).unwrap(),
            [0.781_959_681_272_028_5, 0.889_541_063_360_114_7, 1.594_314_347_255_548_8],
        ),
    ];
    let draws = |law: &Distribution| WORDS.map(|word| law.drawn().at(Tail::of_word(word), law));
    let drawn: Vec<_> = rows.iter().map(|(name, law, _)| (*name, draws(law))).collect();
    for ((name, _, golden), (_, found)) in rows.iter().zip(&drawn) {
        let same = golden.iter().zip(found).all(|(a, b)| (a - b).abs() <= 1e-12 * a.abs());
        assert!(same, "{name}: the draws changed; all of them are now {drawn:#?}");
    }
}
