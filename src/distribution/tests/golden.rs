//! The first draws of every family, held fast: a change of them changes every simulation.
//!
//! A deliberate change belongs in the changelog as one. To 1e-12, since platforms differ in the last
//! digits of logarithms and powers.

use crate::distribution::Distribution;
use rand::SeedableRng;
use rand::rngs::Xoshiro256PlusPlus;

#[test]
fn first_draws() {
    type D = Distribution;
    let normal = |mean, sd| D::normal(mean, sd).unwrap();
    let rows = [
        ("constant", D::constant(7.5).unwrap(), [7.5, 7.5, 7.5]),
        (
            "uniform",
            D::uniform(-2.0, 3.0).unwrap(),
            [0.094_151_254_137_664_79, 2.135_982_256_789_581, 2.507_314_384_662_856_3],
        ),
        (
            "triangular",
            D::triangular(1.0, 2.0, 6.0).unwrap(),
            [2.590_689_954_924_994, 4.140_948_905_263_313, 4.596_168_649_249_998],
        ),
        (
            "pert",
            D::pert(1.0, 2.0, 6.0).unwrap(),
            [2.282_499_006_833_810_5, 2.691_143_805_976_174, 3.556_070_854_881_418_6],
        ),
        (
            "normal",
            normal(0.95, 0.2),
            [0.888_487_663_871_564_7, 1.461_834_450_592_104_4, 1.282_978_169_999_311_5],
        ),
        (
            "lognormal",
            D::lognormal(30_000.0, 27_000.0).unwrap(),
            [17_595.201_673_764_68, 160_101.149_159_002_73, 80_395.748_228_173_47],
        ),
        (
            "gamma",
            D::gamma(2.0, 3.0).unwrap(),
            [3.900_908_946_473_997_7, 14.617_138_861_339_683, 5.630_408_160_417_924],
        ),
        (
            "gamma, low shape",
            D::gamma(0.3, 3.0).unwrap(),
            [0.355_474_494_310_298_3, 0.220_389_380_147_281_88, 2.085_578_614_310_834],
        ),
        (
            "beta",
            D::beta(2.4, 21.6).unwrap(),
            [0.085_539_806_658_064_86, 0.113_296_468_589_724_2, 0.184_017_238_459_533_3],
        ),
        (
            "weibull",
            D::weibull(1.5, 2.0).unwrap(),
            [2.003_732_531_432_412, 7.453_369_664_536_056, 3.708_058_070_521_227],
        ),
        (
            "exponential",
            D::exponential(45.0).unwrap(),
            [45.126_031_692_317_97, 323.740_111_875_090_5, 113.602_348_741_313_39],
        ),
        (
            "pareto",
            D::pareto(10_000.0, 2.5).unwrap(),
            [14_934.968_980_566_891, 177_731.676_278_403_2, 27_450.482_589_429_535],
        ),
        (
            "student_t",
            D::student_t(1.0, 0.2, 5.0).unwrap(),
            [0.950_028_779_713_148, 0.956_705_933_978_240_3, 1.133_178_308_964_945],
        ),
        ("poisson", D::poisson(3.0).unwrap(), [5.0, 4.0, 5.0]),
        ("poisson, high mean", D::poisson(300.0).unwrap(), [294.0, 328.0, 315.0]),
        ("negative_binomial", D::negative_binomial(12.0, 2.0).unwrap(), [18.0, 13.0, 9.0]),
        ("binomial", D::binomial(20, 0.3).unwrap(), [6.0, 8.0, 9.0]),
        ("bernoulli", D::bernoulli(0.3).unwrap(), [0.0, 0.0, 0.0]),
        ("geometric", D::geometric(0.15).unwrap(), [7.0, 45.0, 16.0]),
        (
            "discrete",
            D::discrete(vec![(12.0, 0.5), (24.0, 0.3), (36.0, 0.2)]).unwrap(),
            [12.0, 36.0, 36.0],
        ),
        ("empirical", D::empirical(vec![3.0, 1.0, 4.0, 1.5, 5.0, 9.0]).unwrap(), [3.0, 5.0, 9.0]),
        (
            "truncated, most kept",
            normal(0.5, 0.2).truncated(Some(0.0), None).unwrap(),
            [0.438_487_663_871_564_8, 1.011_834_450_592_104_4, 0.832_978_169_999_311_5],
        ),
        (
            "truncated, little kept",
            normal(-0.5, 0.2).truncated(Some(0.0), None).unwrap(),
            [0.037_325_502_573_672_4, 0.113_846_238_475_607_15, 0.146_656_486_385_321_92],
        ),
        (
            "mixture",
            D::mixture(vec![(0.2, normal(1.4, 0.2)), (0.8, normal(0.9, 0.2))]).unwrap(),
            [1.411_834_450_592_104_3, 1.080_782_639_956_279_7, 0.850_001_892_302_576_6],
        ),
    ];
    let draws = |law: &Distribution| {
        let mut generator = Xoshiro256PlusPlus::seed_from_u64(2027);
        [(); 3].map(|()| law.sample(&mut generator))
    };
    let drawn: Vec<_> = rows.iter().map(|(name, law, _)| (*name, draws(law))).collect();
    for ((name, _, golden), (_, found)) in rows.iter().zip(&drawn) {
        let same = golden.iter().zip(found).all(|(a, b)| (a - b).abs() <= 1e-12 * a.abs());
        assert!(same, "{name}: the draws changed; all of them are now {drawn:#?}");
    }
}
